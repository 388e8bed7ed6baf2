import { install } from './index.ts';

/** Puts back what was there before this import. */
export const uninstall: () => void = install();
