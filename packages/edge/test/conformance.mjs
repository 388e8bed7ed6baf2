/** A worker that judges @wxreq/edge as it is packed: by the reference server whose address is posted to it. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createEdgeAdapter, createRequest } from '@wxreq/edge';
import { judge } from '../../../scripts/testing/runtimes/judge.mjs';

/** Rules that workerd is known to break, by the case's id, with the reason. */
const utf8 = 'workerd takes header values for UTF-8, both ways';
const exactCodings = 'workerd undoes one coding, if it is called exactly gzip or br';
const resends = 'workerd itself sends a request again when a used connection dies before its head is whole';
const deviations = {
  'call/bad-header/latin-1-is-carried': utf8,
  'response/header/latin-1': utf8,
  'response/header/latin-1-and-never-utf-8': utf8,
  'response/content-encoding/x-gzip': exactCodings,
  'response/content-encoding/name-in-any-case': exactCodings,
  'response/content-encoding/deflate-with-zlib': exactCodings,
  'response/content-encoding/deflate-raw': exactCodings,
  'response/content-encoding/several-in-order': exactCodings,
  'response/content-encoding/several-in-separate-headers': exactCodings,
  'response/content-encoding/one-twice': exactCodings,
  'response/content-encoding/five': exactCodings,
  'response/content-encoding/six-are-too-many': exactCodings,
  'response/content-encoding/deflate-truncated': exactCodings,
  'response/content-encoding/no-bytes': 'workerd takes a gzip body of no bytes for one that is cut short',
  'transport/resend/never-a-delete': resends,
  'transport/resend/never-after-half-a-head': resends,
  'transport/resend/never-after-an-informational-head': resends,
};

export default {
  async fetch(/** @type {Request} */ request) {
    const subject = {
      name: '@wxreq/edge on workerd',
      createRequest,
      adapter: createEdgeAdapter(),
      asyncContext: new AsyncLocalStorage(),
      deviations,
    };
    return new Response(await judge(subject, await request.json()));
  },
};
