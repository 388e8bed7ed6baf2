import type { Adapter } from './adapter.ts';
import type { RequestOptions, RequestTask, WxRequest } from './api.ts';
import type { Host } from './host.ts';
import { Audience } from './audience.ts';
import { later } from './clock.ts';
import { toFailResult, type Failure } from './errors.ts';
import { Exchange } from './exchange.ts';
import type { Shared } from './shared.ts';
import { isOptions, optionsFailure, readCallbacks } from './normalize.ts';
import { prepare } from './prepare.ts';
import { createQueue } from './queue.ts';
import { route } from './route.ts';
import { toSettings } from './settings.ts';

/** The task of a call that failed before it began: there is nothing to abort or to hear. */
const inert: RequestTask = {
  abort: () => undefined,
  onHeadersReceived: () => undefined,
  offHeadersReceived: () => undefined,
  onChunkReceived: () => undefined,
  offChunkReceived: () => undefined,
};

/**
 * Makes a `wx.request` on an adapter. Throws a TypeError that names a wrong host option (SPEC §8); the function it
 * gives never throws.
 */
export function createRequest(adapter: Adapter, host: Host = {}): WxRequest {
  const settings = toSettings(host, adapter);
  const shared: Shared = { adapter, settings, queue: createQueue(settings.maxConcurrent), live: new Set() };

  function refuse(failure: Failure, audience: Audience): RequestTask | undefined {
    const result = toFailResult(failure);
    if (settings.quirks?.failsInCall) {
      audience.failed(result);
      return undefined;
    }
    later(() => {
      audience.failed(result);
    });
    return { ...inert };
  }

  function request<T>(options: RequestOptions<T>): RequestTask;
  function request(options: unknown = {}): RequestTask | undefined {
    const run =
      adapter.capture?.() ??
      (callback => {
        callback();
      });
    if (!isOptions(options)) {
      const lost = optionsFailure(options);
      const nobody = { success: undefined, fail: undefined, complete: undefined, lost };
      return refuse(lost, new Audience(nobody, run, settings.reportError));
    }
    const callbacks = readCallbacks(options);
    const audience = new Audience(callbacks, run, settings.reportError);
    if (callbacks.lost) return refuse(callbacks.lost, audience);
    const prepared = prepare(options, settings, adapter);
    if ('kind' in prepared) return refuse(prepared, audience);
    const wire = route(prepared.hop, prepared, settings, adapter);
    if ('kind' in wire) return refuse(wire, audience);
    const exchange = new Exchange(shared, prepared, audience, { hop: prepared.hop, wire });
    const task = exchange.task();
    shared.queue.enter(exchange);
    return task;
  }

  const interrupt = (): void => {
    for (const exchange of [...shared.live]) exchange.stop({ kind: 'interrupted' });
  };
  return Object.assign(request, { interrupt });
}
