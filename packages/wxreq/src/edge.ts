export { createRequest, headerOf, install, request } from '@wxreq/edge';
