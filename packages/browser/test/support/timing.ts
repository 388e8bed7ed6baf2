import { performance } from 'node:perf_hooks';
import type { WireRequest } from '@wxreq/core';

let count = 0;

/** A request to an address of its own. */
export function wire(more: Partial<WireRequest> = {}): WireRequest {
  const rest = { headers: [], body: undefined, pins: [], profile: true, http2: false, cache: false };
  return { url: `https://h/${String((count += 1))}`, method: 'GET', ...rest, ...more };
}

/** What a browser stamps, on its own clock. */
export interface Stamps {
  readonly startTime: number;
  readonly redirectStart?: number;
  readonly redirectEnd?: number;
  readonly fetchStart?: number;
  readonly connectStart?: number;
  readonly connectEnd?: number;
  readonly secureConnectionStart?: number;
  readonly requestStart?: number;
  readonly responseStart?: number;
  readonly responseEnd?: number;
  readonly protocol?: string;
  readonly size?: number;
}

/** The runtime tells that this address has been fetched; what is not said happened at once. */
export function tell(url: string, stamps: Stamps): void {
  const { startTime, redirectStart = 0, redirectEnd = 0, protocol = 'http/1.1', size = 0 } = stamps;
  const { fetchStart = startTime, connectStart = fetchStart, connectEnd = connectStart } = stamps;
  const { requestStart = connectEnd, responseStart = requestStart, responseEnd = responseStart } = stamps;
  const timing = {
    startTime,
    redirectStartTime: redirectStart,
    redirectEndTime: redirectEnd,
    postRedirectStartTime: fetchStart,
    finalServiceWorkerStartTime: 0,
    finalNetworkRequestStartTime: requestStart,
    finalNetworkResponseStartTime: responseStart,
    endTime: responseEnd,
    encodedBodySize: size,
    decodedBodySize: size,
    finalConnectionTimingInfo: {
      domainLookupStartTime: fetchStart,
      domainLookupEndTime: fetchStart,
      connectionStartTime: connectStart,
      connectionEndTime: connectEnd,
      secureConnectionStartTime: stamps.secureConnectionStart ?? 0,
      ALPNNegotiatedProtocol: protocol,
    },
  };
  const body = { encodedBodySize: size, decodedBodySize: size };
  const mark: unknown = Reflect.get(performance, 'markResourceTiming');
  if (typeof mark !== 'function') throw new Error('this Node cannot tell it');
  Reflect.apply(mark, performance, [timing, url, 'fetch', globalThis, '', body, 200, '']);
}
