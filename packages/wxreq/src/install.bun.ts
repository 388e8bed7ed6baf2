export { uninstall } from '@wxreq/bun/install';
