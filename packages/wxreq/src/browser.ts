export { headerOf } from '@wxreq/core';
export { createRequest, install, request } from '@wxreq/browser';
