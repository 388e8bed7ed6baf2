export { uninstall } from '@wxreq/edge/install';
