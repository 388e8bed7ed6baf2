export { uninstall } from '@wxreq/deno/install';
