import type { Adapter, Send } from './adapter.ts';
import type { RequestOptions, RequestTask, WxRequest } from './api.ts';
import type { Host, Settings } from './host.ts';
import type { Shared } from './shared.ts';
import { Audience } from './audience.ts';
import { carry } from './carry.ts';
import { later } from './clock.ts';
import { Refusal, toFailure } from './errors.ts';
import { Exchange } from './exchange.ts';
import { readCallbacks } from './normalize.ts';
import { prepare } from './prepare.ts';
import { createQueue } from './queue.ts';
import { Link } from './ring.ts';
import { toWire } from './route.ts';
import { toSettings } from './settings.ts';
import { describe, isObject } from './tokens.ts';
import * as words from './words.ts';

/**
 * Makes a `wx.request` on an adapter. Throws a TypeError that names a wrong host option (SPEC §8); the function it
 * gives never throws.
 */
export function createRequest(adapter: Adapter, host: Host = {}): WxRequest {
  const settings = toSettings(host, adapter);
  const shared: Shared = {
    adapter,
    settings,
    queue: createQueue(settings.maxConcurrent),
    live: new Link(),
    send: toSend(adapter, settings),
  };

  function request<T>(options: RequestOptions<T>): RequestTask;
  function request(options: unknown = {}): RequestTask | undefined {
    const run = adapter.capture ? adapter.capture() : callNow;
    const callbacks = readCallbacks(options);
    const audience = new Audience(callbacks, run, settings.onCallbackError);
    try {
      if (callbacks.lost) throw callbacks.lost;
      const prepared = prepare(isObject(options) ? options : {}, settings, adapter);
      const wire = toWire(prepared.hop, prepared, settings);
      const exchange = new Exchange(shared, prepared, wire, audience);
      shared.queue.enter(exchange);
      return exchange.task();
    } catch (error) {
      // What is no failure of ours was thrown by a getter, or by a function of the host's.
      const failure = toFailure(error, words.options, describe(error));
      if (settings.rules.failsInCall) {
        audience.failed(failure);
        return undefined;
      }
      later(() => {
        audience.failed(failure);
      });
      // There is nothing to abort.
      return audience.task(() => undefined);
    }
  }

  const interrupt = (): void => {
    const all: Exchange[] = [];
    for (let link = shared.live.after; link instanceof Exchange; link = link.after) all.push(link);
    for (const exchange of all) exchange.stop(new Refusal(words.interrupted));
  };
  return Object.assign(request, { interrupt });
}

function callNow(call: () => void): void {
  call();
}

/** The adapter's `send`, with pins remembered and redirects followed where the runtime can pin, and leaves redirects to us. */
function toSend(adapter: Adapter, settings: Settings): Shared['send'] {
  const { hops } = adapter.supports;
  const plain: Send = (wire, sink) => adapter.send(wire, sink);
  const send = settings.pinning ? settings.pinning.watch(plain) : plain;
  return (wire, traveller, request) => {
    if (hops) hops.follow(send, wire, traveller, request, settings);
    else carry(send, wire, traveller);
  };
}
