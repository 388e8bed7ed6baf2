import { install } from '@wxreq/browser/worker';

/** Puts back what was there before this import. */
export const uninstall: () => void = install();
