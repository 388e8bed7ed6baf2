export { uninstall } from '@wxreq/node/install';
