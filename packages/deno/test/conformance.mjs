/** Run by Deno itself: judges @wxreq/deno as it is packed, with no permission but --allow-net. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createDenoAdapter, createRequest } from '@wxreq/deno';
import { judge } from '../../../scripts/testing/runtimes/judge.mjs';

const [address = '', ca = ''] = globalThis.Deno.args;

/** Rules that it is known to break, by the case's id, with the reason. */
const deviations = {
  'response/content-encoding/br-truncated':
    "Deno's node:zlib takes a brotli stream that is cut short for a whole one",
  'failures/cert-date/expired':
    "Deno's node:tls says of an expired certificate that its authority is unknown",
};

console.log(
  await judge(
    {
      name: '@wxreq/deno',
      createRequest: host => createRequest({ ...host, ca }),
      adapter: createDenoAdapter(),
      asyncContext: new AsyncLocalStorage(),
      deviations,
    },
    JSON.parse(address),
  ),
);
globalThis.Deno.exit();
