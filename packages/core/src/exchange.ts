import type { Head, Hop, WireRequest } from './adapter.ts';
import type { Profile, RequestTask } from './api.ts';
import type { Audience } from './audience.ts';
import type { NormalRequest } from './prepare.ts';
import type { Shared } from './shared.ts';
import { later, startClock } from './clock.ts';
import { Refusal, toFailure, type Failure } from './errors.ts';
import { createIncoming } from './incoming.ts';
import { noticeFailure, noticeHead, noticeRequest } from './notices.ts';
import { toArrayBuffer } from './parse.ts';
import { quiet } from './quiet.ts';
import { Link } from './ring.ts';
import { checkFinal, route } from './route.ts';
import { next, type Event, type State } from './task.ts';

/** One request from its place in the queue to its ending: the state table, with its effects. `wire`: the first hop's. */
export function startExchange(
  shared: Shared,
  request: NormalRequest,
  wire: WireRequest,
  audience: Audience,
): RequestTask {
  const { adapter, settings, queue } = shared;
  const { hops, pins, setCookie } = adapter.supports;
  const { chunked, isManual } = request;
  const { run } = audience;
  const incoming = createIncoming(request, settings);
  const invokeStart = Date.now();
  let queueEnd = 0;
  let redirectStart = 0;
  let redirectEnd = 0;
  let state: State = 'queued';
  /** The hop whose sink is heard; every other sink is dead. */
  let live: Hop | undefined;
  let redirects = 0;
  let cancelSend: (() => void) | undefined;
  let stopClock: (() => void) | undefined;

  function move(event: Event): boolean {
    const to = next(state, event);
    if (to) state = to;
    return to !== undefined;
  }

  /** The queue has a slot. The exchange starts a turn later, when listeners have been added. */
  function start(): void {
    queueEnd = Date.now();
    later(() => {
      if (!move('send')) return;
      run(() => {
        restartClock();
        send(request.hop);
      });
    });
  }

  /** Fails it, wherever it stands; nothing where it has ended (SPEC task/abort, /timeout, /interrupt). */
  function stop(failure: Failure, event: 'cancel' | 'error' = 'cancel'): void {
    const cancel = cancelSend;
    if (!leave(event)) return;
    if (cancel) cancel();
    later(() => {
      audience.failed(failure);
    });
  }

  /** State first, then the clock, the sink, the slot. */
  function leave(event: Event): boolean {
    if (!move(event)) return false;
    if (stopClock) stopClock();
    live = undefined;
    link.part();
    queue.leave(start);
    return true;
  }

  function restartClock(): void {
    if (stopClock) stopClock();
    stopClock = startClock(request.timeout, () => {
      stop(new Refusal('timeout'));
    });
  }

  function send(hop: Hop): void {
    const isLive = (): boolean => live === hop;
    const fail = (error: unknown): void => {
      run(() => {
        if (isLive()) takeError(error);
      });
    };
    live = hop;
    cancelSend = undefined;
    noticeRequest(wire, shared);
    try {
      adapter
        .send(wire, {
          head: head => (isLive() ? takeHead(hop, head) : 'discard'),
          chunk: bytes => {
            if (isLive()) takeChunk(bytes);
          },
          onCancel: cancel => {
            // One that throws has nothing more to tell.
            if (isLive()) cancelSend = quiet(cancel);
            else if (state === 'failed') quiet(cancel)();
          },
        })
        .then(measured => {
          if (isLive()) end(measured);
        }, fail);
    } catch (error) {
      fail(error);
    }
  }

  function takeHead(hop: Hop, head: Head): 'discard' | undefined {
    if (state !== 'sent') return undefined;
    if (pins && wire.pins.length > 0) pins.remember(wire.url, settings.passedPins);
    try {
      if (!hops) {
        checkFinal(head, wire, settings);
        return receive(head, false);
      }
      const verdict = hops.judge({ hop, redirects, isManual, settings }, head);
      if ('head' in verdict) return receive(verdict.head, verdict.endsHere);
      run(() => {
        redirect(verdict.hop);
      });
    } catch (error) {
      stop(toFailure(error, 'unknown'), 'error');
    }
    return 'discard';
  }

  function redirect(hop: Hop): void {
    wire = route(hop, request, settings, adapter, 'redirect-domain');
    if (!move('redirect')) return;
    redirects += 1;
    redirectStart = redirectStart || queueEnd;
    redirectEnd = Date.now();
    send(hop);
  }

  function receive(head: Head, endsHere: boolean): 'discard' | undefined {
    if (!move('head')) return 'discard';
    incoming.take(head);
    if (chunked === true) restartClock();
    if (!setCookie) run(noticeHead.bind(undefined, shared));
    audience.emit('HeadersReceived', () => incoming.toHead());
    if (!endsHere) return live ? undefined : 'discard';
    live = undefined;
    later(end);
    return 'discard';
  }

  function takeChunk(bytes: Uint8Array): void {
    if (bytes.byteLength === 0 || !move('chunk')) return;
    if (!incoming.add(bytes)) stop(new Refusal('size'));
    else if (chunked === true) restartClock();
    if (chunked !== false) audience.emit('ChunkReceived', () => ({ data: toArrayBuffer(bytes) }));
  }

  function takeError(error: unknown): void {
    const failure = toFailure(error, 'unknown');
    if (state === 'sent') noticeFailure(failure, wire, shared);
    cancelSend = undefined;
    stop(failure, 'error');
  }

  function end(measured?: Partial<Profile> | null): void {
    // Nothing is under way any more that could be cancelled.
    cancelSend = undefined;
    if (state === 'sent') stop(new Refusal('protocol'), 'error');
    if (state !== 'receiving') return;
    const profile = measured || {};
    // One by one: `Object.assign` makes a table of an object this large, and takes ten times as long.
    profile.invokeStart = profile.queueStart = invokeStart;
    profile.queueEnd = queueEnd;
    if (redirectStart) {
      profile.redirectStart = redirectStart;
      profile.redirectEnd = redirectEnd;
    }
    try {
      const result = incoming.toResult(profile);
      if (leave('end')) audience.succeeded(result);
    } catch (error) {
      // Longer than the engine's longest string or buffer.
      stop(new Refusal('size', '', error), 'error');
    }
  }

  const link = new Link(stop);
  link.join(shared.live);
  queue.enter(start);
  return audience.task(
    () => {
      stop(new Refusal('abort'));
    },
    () => live !== undefined,
  );
}
