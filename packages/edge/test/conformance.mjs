/**
 * A worker that judges @wxreq/edge as it is packed, in workerd or edge-light: by the reference server whose address is posted
 * to it.
 */
import { createEdgeAdapter, createRequest } from '@wxreq/edge';
import { judge } from '../../../scripts/testing/runtimes/judge.mjs';
import { deviations } from './deviations.mjs';

// Only edge-light has it, and as a global; workerd has Node's module.
const own = globalThis.AsyncLocalStorage;
const name = own ? 'edge-light' : 'workerd';
const Storage = own ?? process.getBuiltinModule('node:async_hooks').AsyncLocalStorage;

export default {
  async fetch(/** @type {Request} */ request) {
    const subject = {
      name: `@wxreq/edge on ${name}`,
      createRequest,
      adapter: createEdgeAdapter(),
      asyncContext: new Storage(),
      deviations: deviations[name],
    };
    return new Response(await judge(subject, await request.json()));
  },
};
