/** A value that one sets by choosing or typing it. */
export type Plain = string | number | boolean;

/** An option of `wx.request` that is a plain value, as a field. */
export interface PlainOption {
  readonly name: string;
  /** What can be chosen; none: it is typed. */
  readonly values?: readonly Plain[];
  readonly typed?: 'number' | 'text';
  /** What holds where it is not set. */
  readonly fallback: string;
  readonly hint?: string;
}

const yesNo = [true, false] as const;
const ignored = (name: string): PlainOption => ({ name, values: yesNo, fallback: 'none' });

/** What most requests set: url, method, data and header have fields of their own. */
export const ways: readonly PlainOption[] = [
  { name: 'enableChunked', values: yesNo, fallback: 'both', hint: 'true: the body comes as chunks alone' },
  { name: 'responseType', values: ['text', 'arraybuffer'], fallback: 'text' },
  { name: 'dataType', values: ['json', 'text'], fallback: 'json', hint: 'json: the text is parsed once' },
  { name: 'timeout', typed: 'number', fallback: '60000', hint: 'milliseconds' },
  { name: 'redirect', values: ['follow', 'manual'], fallback: 'follow' },
];

/** What is about the connection. */
export const transport: readonly PlainOption[] = [
  { name: 'enableProfile', values: yesNo, fallback: 'true' },
  { name: 'enableCache', values: yesNo, fallback: 'false', hint: 'the browser’s cache may answer' },
  { name: 'enableHttp2', values: yesNo, fallback: 'none', hint: 'takes effect on Node and Deno' },
];

/** Accepted, without effect (SPEC call/ignored). */
export const withoutEffect: readonly PlainOption[] = [
  ignored('enableQuic'),
  ignored('enableHttpDNS'),
  ignored('enableHttpDNSFallback'),
  { name: 'httpDNSServiceId', typed: 'text', fallback: 'none' },
  { name: 'httpDNSTimeout', typed: 'number', fallback: 'none' },
  ignored('forceCellularNetwork'),
  ignored('useHighPerformanceMode'),
];

/** All of them. */
export const plainOptions: readonly PlainOption[] = [...ways, ...transport, ...withoutEffect];

/** What can be chosen as method: the mini-program's eight, and the one that users miss most. */
export const methods: readonly string[] = [
  ...['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'CONNECT'],
  'PATCH',
];
