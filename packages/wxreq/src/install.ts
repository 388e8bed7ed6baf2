import { uninstall as undo } from './install.browser.ts';

/** Puts back what was in `globalThis.wx.request` before this import, which set it. */
export const uninstall: () => void = undo;
