export { uninstall } from '@wxreq/browser/install';
