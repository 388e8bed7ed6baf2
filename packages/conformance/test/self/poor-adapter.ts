import { TransportError } from '@wxreq/core';
import type { Adapter, HeaderPair } from '@wxreq/core';
import type { World } from './memory-world.ts';
import { memoryAdapter } from './memory-adapter.ts';

const unsendableHeaders = ['cookie', 'host', 'origin', 'referer', 'user-agent', 'accept-encoding'];

/** An adapter that can do little, as in a page, and says so: what it cannot do is refused, and the host is told. */
export function poorAdapter(world: World): Adapter {
  const able = memoryAdapter(world);
  const hidden = (pairs: readonly HeaderPair[], names: readonly string[]) =>
    pairs.filter(([name]) => !names.includes(name.toLowerCase()));
  const added: readonly HeaderPair[] = [
    ['user-agent', 'poor'],
    ['accept-encoding', 'gzip'],
  ];
  return {
    ...able,
    name: 'poor',
    supports: {
      ...able.supports,
      methods: ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
      unsendableHeaders,
      defaultHeaders: [['accept', '*/*']],
      setCookie: false,
      failureKinds: ['reset', 'protocol', 'encoding', 'head-size'],
      pins: undefined,
      queue: false,
      profile: false,
      http2: false,
    },
    defaults: { contentType: 'with-body', baseUrl: () => `${world.address.http}/page` },
    send: async (request, sink) => {
      const headers = [...hidden(request.headers, unsendableHeaders), ...added];
      let came = false;
      try {
        await able.send(
          { ...request, headers },
          {
            ...sink,
            head: head => {
              came = true;
              return sink.head({ ...head, headers: hidden(head.headers, ['set-cookie']) });
            },
          },
        );
      } catch (error) {
        throw came || !(error instanceof TransportError) || /RESET|RESPONSE|DECODING/.test(error.words[0])
          ? error
          : new TransportError('unknown', error);
      }
    },
  };
}
