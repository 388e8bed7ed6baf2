export { createRequest, headerOf, install, request } from '@wxreq/bun';
