/**
 * What the compiler must say of our types next to WeChat's own (SPEC §9). As a mini-program sees them: the built package,
 * no DOM. Checked by the compiler only; a line that must not compile says so.
 */
import {
  createRequest,
  type Adapter,
  type RequestOptions,
  type RequestTask,
  type WxRequest,
} from '@wxreq/core';

declare const adapter: Adapter;
const request: WxRequest = createRequest(adapter);

// `request` is assignable to theirs, as a value and where wx is mocked.
export const theirRequest: WechatMiniprogram.Wx['request'] = request;
export const mock: Pick<WechatMiniprogram.Wx, 'request'> = { request };

// Their callers' code compiles with ours in the place of theirs.
declare const theirOptions: WechatMiniprogram.RequestOption;
export const ours: RequestOptions = theirOptions;
export const fromTheirs: RequestTask = request(theirOptions);
interface User {
  readonly name: string;
  readonly [key: string]: unknown;
}
declare const theirTyped: WechatMiniprogram.RequestOption<User>;
export const oursTyped: RequestOptions<User> = theirTyped;
request<User>(theirTyped);
request(theirTyped);

// Each task is the other's.
declare const theirTask: WechatMiniprogram.RequestTask;
export const asOurs: RequestTask = theirTask;
export const asTheirs: WechatMiniprogram.RequestTask = request({ url: 'https://h' });

// Listeners of both spellings, at both tasks.
const head: WechatMiniprogram.RequestTaskOnHeadersReceivedCallback = ({ header }) => void header;
const chunk: WechatMiniprogram.OnChunkReceivedCallback = ({ data }) => void data;
asOurs.onHeadersReceived(({ header, statusCode, cookies }) => {
  const all: [Record<string, string>, number, string[]] = [header, statusCode, cookies];
  void all;
});
asOurs.onChunkReceived(({ data }) => void data.byteLength);
for (const task of [asOurs, asTheirs]) {
  task.onHeadersReceived(head);
  task.offHeadersReceived(head);
  task.onChunkReceived(chunk);
  task.offChunkReceived();
}

// `T` types `res.data`; without one it is what it can be.
request<User>({
  url: 'https://h',
  success: res => void res.data.name.length,
  complete(res) {
    if ('data' in res) void res.data.name.length;
    else void res.errno?.toFixed();
  },
});
request<ArrayBuffer>({
  url: 'https://h',
  responseType: 'arraybuffer',
  success: res => void res.data.byteLength,
});
request<readonly number[]>({ url: 'https://h', success: res => void res.data.map(n => n + 1) });
request({
  url: 'https://h',
  success({ data, statusCode, header, cookies, errMsg, profile }) {
    const known: string | Record<string, unknown> | ArrayBuffer = data;
    const measured: number | undefined = profile?.fetchStart;
    const rest: [number, string | undefined, string[], string] = [statusCode, header['x-a'], cookies, errMsg];
    void [known, measured, rest];
  },
  fail({ errMsg, errno, cause }) {
    const all: [string, number | undefined, unknown] = [errMsg, errno, cause];
    void all;
  },
});

// What is ours on top.
request({ url: 'https://h', certs: ['sha256/…'] });
request({ url: 'https://h', certs: ['sha256/…'] as const, data: null, header: { 'x-a': ['a', 1, null] } });
request.interrupt();

// @ts-expect-error url is needed
request({});
// @ts-expect-error url is a string
request({ url: new Date() });
// @ts-expect-error methods are upper case
request({ url: 'https://h', method: 'get' });
// @ts-expect-error PATCH is none of the mini-program's methods
request({ url: 'https://h', method: 'PATCH' });
// @ts-expect-error pins are strings
request({ url: 'https://h', certs: [1] });
// @ts-expect-error certs is a list
request({ url: 'https://h', certs: 'sha256/…' });
// @ts-expect-error an option there is not
request({ url: 'https://h', withCredentials: true });
// @ts-expect-error timeout is a number
request({ url: 'https://h', timeout: '5' });
// @ts-expect-error redirect has two values
request({ url: 'https://h', redirect: 'error' });
// @ts-expect-error T has no such member
request<User>({ url: 'https://h', success: res => void res.data.length.toFixed() });
// @ts-expect-error a task is no promise
request({ url: 'https://h' }).then(() => undefined);
// @ts-expect-error a listener is a function
request({ url: 'https://h' }).onHeadersReceived('x');
// @ts-expect-error theirs does not know certs
const strict: WechatMiniprogram.RequestOption = { url: 'https://h', certs: [] };
void strict;
// @ts-expect-error host options have names
createRequest(adapter, { maxConcurent: 5 });
