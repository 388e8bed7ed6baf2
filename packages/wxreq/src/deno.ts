export { createRequest, headerOf, install, request } from '@wxreq/deno';
