/** Run by Bun itself: judges @wxreq/bun as it is packed. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createBunAdapter, createRequest } from '@wxreq/bun';
import { judge } from '../../../scripts/testing/runtimes/judge.mjs';

const [address = '', ca = ''] = process.argv.slice(2);

/** Rules that it is known to break, by the case's id, with the reason. */
const oneCoding = "Bun's fetch undoes one coding, and leaves those below it";
const resends = 'Bun itself sends a request again when a used connection dies before its head is whole';
const leafOnly =
  "Bun's fetch shows the server's own certificate only, so the pin of an authority above it fails";
const deviations = {
  'call/bad-data/file': "Bun's File calls itself a Blob",
  'response/content-encoding/several-in-order': oneCoding,
  'response/content-encoding/several-in-separate-headers': oneCoding,
  'response/content-encoding/one-twice': oneCoding,
  'response/content-encoding/five': oneCoding,
  'transport/resend/never-after-half-a-head': resends,
  'transport/resend/never-after-an-informational-head': resends,
  'certs/match/its-issuer': leafOnly,
  'certs/match/the-authority-at-the-top': leafOnly,
  'certs/match/another-key-of-the-same-authority': leafOnly,
  'certs/host/both-pass': leafOnly,
  'certs/cause/host-asked-and-presented': leafOnly,
};

console.log(
  await judge(
    {
      name: '@wxreq/bun',
      createRequest: host => createRequest({ ...host, ca }),
      adapter: createBunAdapter(),
      asyncContext: new AsyncLocalStorage(),
      deviations,
    },
    JSON.parse(address),
  ),
);
process.exit();
