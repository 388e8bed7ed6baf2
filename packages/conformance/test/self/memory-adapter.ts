import { AsyncResource } from 'node:async_hooks';
import { hops } from '@wxreq/core/hops';
import { pinRules } from '@wxreq/core/pins';
import type { Adapter, Profile, Supports, WireRequest } from '@wxreq/core';
import type { Ending } from './memory-answer.ts';
import type { World } from './memory-world.ts';

const supports: Supports = {
  methods: ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT'],
  unsendableHeaders: [],
  defaultHeaders: [
    ['accept', '*/*'],
    ['user-agent', 'wxreq'],
    ['accept-encoding', 'gzip, deflate, br'],
  ],
  chunks: true,
  setCookie: true,
  hops,
  failureKinds: [
    ...(['dns', 'refused', 'reset', 'cert-name', 'cert-date', 'cert-authority', 'tls'] as const),
    ...(['protocol', 'head-size', 'encoding', 'pin'] as const),
  ],
  pins: pinRules,
  queue: true,
  profile: true,
  http2: true,
  cache: false,
};

function measured(request: WireRequest, start: number, ending: Ending): Partial<Profile> {
  const secure = request.url.startsWith('https:');
  const now = Date.now();
  return {
    ...{ fetchStart: start, domainLookUpStart: start, domainLookUpEnd: start },
    ...{ connectStart: start, connectEnd: start },
    ...{ SSLconnectionStart: secure ? start : 0, SSLconnectionEnd: secure ? start : 0 },
    ...{ requestStart: start, requestEnd: start, responseStart: now, responseEnd: now },
    ...{ socketReused: ending.reused === true, protocol: secure && request.http2 ? 'h2' : 'http1.1' },
    ...{
      peerIP: '127.0.0.1',
      port: 80,
      sendBytesCount: request.body?.length ?? 0,
      receivedBytedCount: ending.received ?? 0,
    },
  };
}

/** An adapter that does everything right: every case passes with it. The hostile ones are this one, spoilt. */
export function memoryAdapter(world: World): Adapter {
  return {
    name: 'memory',
    supports,
    send: async (request, sink) => {
      const start = Date.now();
      const ending = await world.send(request, sink);
      if (ending.error !== undefined) throw ending.error;
      return request.profile ? measured(request, start, ending) : undefined;
    },
    capture: () => {
      const resource = new AsyncResource('wxreq');
      return run => resource.runInAsyncScope(run);
    },
  };
}
