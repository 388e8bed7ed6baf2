import type { Seen, ServerAddress } from './address.ts';
import type { Ask } from './ask.ts';
import type { Call, Event, Fail, Success } from './call.ts';
import type { AsyncContext, RequestFunction, Subject } from './subject.ts';
import type { Bytes, RawHeader, Step } from './script.ts';
import { record } from './call.ts';
import { openDesk } from './desk.ts';
import type { Desk } from './desk.ts';
import { equal, Mismatch } from './equal.ts';
import { encodeScript } from './script.ts';
import { show } from './show.ts';
import { requestOf } from './subject.ts';

/** `wx.request`'s options, right or wrong. */
export type Options = Readonly<Record<string, unknown>>;

/** A response in short. Default: 200, no headers, no body. */
export interface Response {
  readonly status?: number;
  readonly headers?: readonly RawHeader[];
  readonly body?: string | Bytes;
}

/** One `request`, made with host options; its calls record headers and chunks too. */
export interface HostRequest {
  (options: Options): Call;
  /** `request.interrupt()`. */
  interrupt(): void;
}

/** Everything that a case may use. */
export interface Tools extends Desk {
  readonly server: ServerAddress;
  /** This case's name on the server, for the header `x-wxreq-case`. */
  readonly token: string;
  /** This case's address for a path: answers 200 with the JSON text `{"ok":true}` and notes what came. */
  url(path?: string, base?: string): string;
  /** An address that does these steps. */
  play(steps: readonly Step[], base?: string): string;
  /** An address that answers so. */
  respond(response: Response, base?: string): string;
  /** An address that redirects to `location`. */
  redirect(status: number, location: string, base?: string): string;
  /** Calls the subject once and records it; with `host`, the `request` that `createRequest(host)` makes. */
  call(options: Options, host?: object): Call;
  /** The same, headers and chunks recorded as well. */
  listen(options: Options, host?: object): Call;
  /** The subject's `request` itself, recorded by nobody: for cases about the very call. */
  request(host?: object): RequestFunction;
  /** A `request` of its own with these host options, for cases that call it more than once. */
  host(host: object): HostRequest;
  /** Calls, waits for the end, and gives what `success` got. */
  success(options: Options, host?: object): Promise<Success>;
  /** Calls, waits for the end, and gives what `fail` got. */
  fail(options: Options, host?: object): Promise<Fail>;
  /** Waits for `complete` and gives what `success` got. */
  succeeded(call: Call): Promise<Success>;
  /** Waits for `complete` and gives what `fail` got. */
  failed(call: Call): Promise<Fail>;
  /** The one request that the server saw of this case. */
  arrived(): Promise<Seen>;
  /** Throws unless equal by value; `what` says what is looked at. */
  equal(actual: unknown, expected: unknown, what: string): void;
  /** Throws unless true. */
  ok(truth: boolean, what: string, expected: string, actual: unknown): void;
  /** `errMsg` and `errno`, both. */
  failsWith(err: Fail, errMsg: string, errno: number | undefined): void;
  /** A turn of the event loop and one request more: what would still have come has come by then. */
  fence(): Promise<void>;
  readonly asyncContext: AsyncContext | undefined;
}

/** What the runner needs besides, to speak of a case that hangs and to clean up after it. */
export interface Bench {
  readonly tools: Tools;
  /** What the case waits for, and what had come so far. */
  pending(): string;
  /** Aborts what is still under way. */
  clean(): void;
}

/** One plain sentence on a call that did not come to its end. */
function state(options: Options, call: Call): string {
  const so = call.events.length === 0 ? 'nothing came' : `so far: ${call.names().join(', ')}`;
  return `${show(options['method'] ?? 'GET')} ${show(options['url'])} (${so})`;
}

/** The tools of one case. */
export function makeTools(subject: Subject, server: ServerAddress, token: string, ask: Ask): Bench {
  const calls: { options: Options; call: Call }[] = [];
  let plain: RequestFunction | undefined;
  const requestFor = (host?: object): RequestFunction =>
    host === undefined ? (plain ??= requestOf(subject)) : requestOf(subject, host);
  const start = (request: RequestFunction, options: Options, listening: boolean): Call => {
    const call = record(request, options, listening);
    calls.push({ options, call });
    return call;
  };
  const url = (path = '/', base = server.http): string => `${base}/${token}${path}`;
  const play = (steps: readonly Step[], base?: string): string => url(`/play/${encodeScript(steps)}`, base);
  const respond = ({ status = 200, headers = [], body = '' }: Response, base?: string): string =>
    play([{ head: status, headers }, { send: typeof body === 'string' ? { text: body } : body }], base);
  const ended = async (call: Call, name: 'success' | 'fail'): Promise<Event> => {
    await call.when('complete');
    const event = call.events.find(e => e.name === name);
    if (event === undefined) throw new Mismatch('the end of the request', name, showEnd(call));
    return event;
  };
  const succeeded = async (call: Call): Promise<Success> => {
    const event = await ended(call, 'success');
    if (event.name !== 'success') throw new TypeError('unreachable');
    return event.value;
  };
  const failed = async (call: Call): Promise<Fail> => {
    const event = await ended(call, 'fail');
    if (event.name !== 'fail') throw new TypeError('unreachable');
    return event.value;
  };
  const desk = openDesk(server, token, ask);
  const tools: Tools = {
    ...desk,
    server,
    token,
    asyncContext: subject.asyncContext,
    url,
    play,
    respond,
    redirect: (status, location, base) => respond({ status, headers: [['location', location]] }, base),
    call: (options, host) => start(requestFor(host), options, false),
    listen: (options, host) => start(requestFor(host), options, true),
    request: requestFor,
    host: host => {
      const request = requestOf(subject, host);
      const interrupt = (): void => {
        const own: unknown = Reflect.get(request, 'interrupt');
        if (typeof own !== 'function') throw new Mismatch('request.interrupt', 'a function', show(own));
        Reflect.apply(own, request, []);
      };
      return Object.assign((options: Options) => start(request, options, true), { interrupt });
    },
    success: (options, host) => succeeded(start(requestFor(host), options, false)),
    fail: (options, host) => failed(start(requestFor(host), options, false)),
    succeeded,
    failed,
    arrived: async () => {
      const [first, ...rest] = await desk.seen();
      equal(rest.length + (first === undefined ? 0 : 1), 1, 'the number of requests that reached the server');
      if (first === undefined) throw new TypeError('unreachable');
      return first;
    },
    equal,
    ok: (truth, what, expected, actual) => {
      if (!truth) throw new Mismatch(what, expected, show(actual));
    },
    failsWith: (err, errMsg, errno) => {
      const { errMsg: text, errno: number } = err;
      equal({ errMsg: text, errno: number }, { errMsg, errno }, 'what fail() was told');
    },
    fence: async () => {
      await new Promise<void>(resolve => {
        setTimeout(resolve, 0);
      });
      await succeeded(start(requestFor(), { url: `${server.http}/~/fence` }, false));
    },
  };
  const open = (): typeof calls => calls.filter(({ call }) => !call.events.some(e => e.name === 'complete'));
  return {
    tools,
    pending: () =>
      open()
        .map(({ options, call }) => state(options, call))
        .join('; '),
    clean: () => {
      for (const { call } of open()) {
        try {
          call.task.abort();
        } catch {
          // A subject without abort(), or whose abort() throws, has been judged on that by the cases about abort.
        }
      }
    },
  };
}

function showEnd(call: Call): string {
  return call.events
    .filter(event => event.name === 'success' || event.name === 'fail')
    .map(event => `${event.name} with ${show(event.value)}`)
    .join(' and ');
}
