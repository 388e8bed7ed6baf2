import type {
  FailResult,
  RequestOptions,
  RequestTask,
  ResponseData,
  SuccessResult,
  WxRequest,
} from '../../src/api.ts';
import type { Adapter, WireRequest } from '../../src/adapter.ts';
import type { Host } from '../../src/host.ts';
import { createRequest } from '../../src/request.ts';
import { serving, supports, text } from './adapters.ts';

type Options = Partial<Record<keyof RequestOptions, unknown>>;

/** Until everything that is due has run: all microtasks, and what they start. */
export const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

/** Calls with whatever options: wrong ones are what many tests are about. */
export function loose(request: WxRequest, options?: unknown): RequestTask {
  return Reflect.apply(request, undefined, options === undefined ? [] : [options]);
}

/** A call that writes down all that it is told, in order. */
export function recorded(request: WxRequest, options: Options = {}) {
  const told: [name: string, result: object][] = [];
  const note = (name: string) => (result: object) => void told.push([name, result]);
  const task = loose(request, {
    url: 'https://h/p',
    ...options,
    success: note('success'),
    fail: note('fail'),
    complete: note('complete'),
  });
  task.onHeadersReceived(note('headersReceived'));
  task.onChunkReceived(note('chunkReceived'));
  return { task, told, names: () => told.map(([name]) => name).join(' ') };
}

/** A call to its end. Throws unless one callback, then complete, got the same object, and nothing came behind. */
export async function ending(request: WxRequest, options: Options = {}) {
  const told: [name: string, result: object][] = [];
  await new Promise<void>(resolve => {
    loose(request, {
      url: 'https://h/p',
      ...options,
      success: (result: object) => void told.push(['success', result]),
      fail: (result: object) => void told.push(['fail', result]),
      complete(result: object) {
        told.push(['complete', result]);
        resolve();
      },
    });
  });
  await settled();
  const [[name, result] = ['', {}], [last, same] = ['', {}]] = told;
  if (told.length !== 2 || last !== 'complete' || same !== result || !/^(success|fail)$/.test(name)) {
    throw new Error(`told: ${told.map(([event]) => event).join(' ')}`);
  }
  return { name, result };
}

async function expected(name: string, request: WxRequest, options?: Options): Promise<object> {
  const { name: found, result } = await ending(request, options);
  if (found !== name) throw new Error(`${name} was expected, not ${found} ${JSON.stringify(result)}`);
  return result;
}

export async function success(request: WxRequest, options?: Options): Promise<SuccessResult<ResponseData>> {
  return (await expected('success', request, options)) as SuccessResult<ResponseData>;
}

export async function failure(request: WxRequest, options?: Options): Promise<FailResult> {
  return (await expected('fail', request, options)) as FailResult;
}

/** What reaches the server for these options: the one request, or an Error. */
export async function wireOf(
  options: Options,
  host: Host = {},
  more: Partial<Adapter> = {},
): Promise<WireRequest> {
  const { adapter, sent } = serving(() => ({}), more);
  await success(createRequest(adapter, host), options);
  const [wire] = sent;
  if (!wire || sent.length !== 1) throw new Error(`${sent.length} requests were sent`);
  return wire;
}

/** What fails for these options; throws if anything was sent. */
export async function refusal(
  options: Options,
  host: Host = {},
  more: Partial<Adapter> = {},
): Promise<FailResult> {
  const { adapter, sent } = serving(() => ({}), { supports, ...more });
  const result = await failure(createRequest(adapter, host), options);
  if (sent.length > 0) throw new Error('it was sent all the same');
  return result;
}

/** A request's body as text; undefined where there is none. */
export const bodyOf = ({ body }: WireRequest): string | undefined => body && text(body);

/** A request's headers as an object. */
export const headersOf = ({ headers }: WireRequest): Record<string, string> => Object.fromEntries(headers);
