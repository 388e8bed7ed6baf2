import type { Hostile } from './hostile.ts';
import { around, asking, changed, heard, option, succeeding, teller } from './around.ts';

const data = (change: (data: unknown, options: object) => unknown) =>
  succeeding((result, options) => ({ ...result, data: change(option(result, 'data'), options) }));

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const parsesJson = (options: object) => (option(options, 'dataType') ?? 'json') === 'json';
const wantsBytes = (options: object) => /^arraybuffer$/i.test(String(option(options, 'responseType')));

/** Decodes text by itself, and otherwise than it should. */
const decoding = (decoder: TextDecoder) =>
  around((request, options) => {
    if (wantsBytes(options)) return request(options);
    const tell = teller(options);
    let told: object | undefined;
    const asked = changed(options, { responseType: 'arraybuffer' });
    return request(
      heard(asked, (name, value) => {
        const bytes = option(value, 'data');
        if (name === 'success' && bytes instanceof ArrayBuffer) {
          const text = decoder.decode(bytes);
          told = { ...value, data: parsesJson(options) ? parsed(text) : text };
        }
        tell(name, told ?? value);
      }),
    );
  });

/** `request` functions that make the wrong thing of a body (SPEC §3). */
export const hostileData: readonly Hostile[] = [
  {
    name: 'parses JSON twice',
    subject: data(parsed),
    breaks: [
      'call/odd-types/other-response-type-is-text',
      'call/odd-types/response-type-that-is-no-string',
      'call/odd-types/upper-case-json-is-text',
      'call/odd-types/empty-data-type-is-text',
      'call/odd-types/other-data-type-is-text',
      'response/json/not-twice',
      'response/text/not-parsed',
    ],
  },
  {
    name: 'parses JSON whatever dataType says',
    subject: data((text, options) => (parsesJson(options) ? text : parsed(text))),
    breaks: [
      'call/odd-types/other-response-type-is-text',
      'call/odd-types/response-type-that-is-no-string',
      'call/odd-types/upper-case-json-is-text',
      'call/odd-types/empty-data-type-is-text',
      'call/odd-types/other-data-type-is-text',
      'response/text/not-parsed',
    ],
  },
  {
    name: 'takes dataType for JSON in any case',
    subject: asking(options => {
      const dataType = option(options, 'dataType');
      return typeof dataType === 'string' ? changed(options, { dataType: dataType.toLowerCase() }) : options;
    }),
    breaks: ['call/odd-types/upper-case-json-is-text'],
  },
  {
    name: 'makes null of an empty body',
    subject: data(text => (text === '' ? null : text)),
    breaks: [
      'response/json/empty',
      'response/text/empty',
      'response/empty/status-204',
      'response/content-encoding/no-bytes',
      'task/chunked-mode/true-keeps-nothing',
      'redirect/manual/301-is-the-result',
      'method/connect/status-header-and-no-data',
    ],
    within: [
      'response/json/empty',
      'response/text/empty',
      'response/empty/',
      'response/content-encoding/',
      'task/chunked-mode/',
      'redirect/manual/',
      'method/connect/',
    ],
  },
  {
    name: 'keeps the byte order mark',
    subject: decoding(new TextDecoder('utf-8', { ignoreBOM: true })),
    breaks: ['response/json/after-a-byte-order-mark', 'response/text/one-byte-order-mark-goes'],
  },
  {
    name: 'reads text as Latin-1',
    subject: decoding(new TextDecoder('latin1')),
    breaks: [
      'response/json/after-a-byte-order-mark',
      'response/text/utf-8',
      'response/content-encoding/gzip',
    ],
    within: ['response/json/after-a-byte-order-mark', 'response/text/', 'response/content-encoding/'],
  },
  {
    name: 'gives a view where an ArrayBuffer was asked for',
    subject: data(bytes => (bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes)),
    breaks: [
      'call/odd-types/array-buffer',
      'response/arraybuffer/exact',
      'response/empty/status-204-as-bytes',
      'response/content-encoding/bytes-are-decoded-too',
      'response/too-large/just-fits',
      'task/chunked-mode/true-under-arraybuffer',
      'redirect/manual/no-bytes-under-arraybuffer',
      'method/connect/no-bytes-under-arraybuffer',
    ],
    within: [
      'call/odd-types/',
      'response/arraybuffer/',
      'response/empty/',
      'response/content-encoding/',
      'response/too-large/',
      'task/chunked-mode/true-under-arraybuffer',
      'redirect/manual/no-bytes-under-arraybuffer',
      'method/connect/no-bytes-under-arraybuffer',
    ],
  },
  {
    name: 'gives the whole pool',
    subject: data(bytes =>
      bytes instanceof ArrayBuffer ? new Uint8Array([...new Uint8Array(bytes), 0]).buffer : bytes,
    ),
    breaks: [
      'call/odd-types/array-buffer',
      'response/arraybuffer/exact',
      'response/empty/status-204-as-bytes',
      'response/content-encoding/bytes-are-decoded-too',
      'response/too-large/just-fits',
      'task/chunked-mode/true-under-arraybuffer',
      'redirect/manual/no-bytes-under-arraybuffer',
      'method/connect/no-bytes-under-arraybuffer',
    ],
    within: [
      'call/odd-types/',
      'response/arraybuffer/',
      'response/empty/',
      'response/content-encoding/',
      'response/too-large/',
      'task/chunked-mode/true-under-arraybuffer',
      'redirect/manual/no-bytes-under-arraybuffer',
      'method/connect/no-bytes-under-arraybuffer',
    ],
  },
  {
    name: 'knows arraybuffer only in lower case',
    subject: asking(options =>
      wantsBytes(options) && option(options, 'responseType') !== 'arraybuffer'
        ? changed(options, { responseType: 'text' })
        : options,
    ),
    breaks: ['call/odd-types/array-buffer-in-any-case'],
  },
  {
    name: 'gives an empty ArrayBuffer as text',
    subject: data(bytes => (bytes instanceof ArrayBuffer && bytes.byteLength === 0 ? '' : bytes)),
    breaks: [
      'response/empty/status-204-as-bytes',
      'response/too-large/no-bytes-fit-zero',
      'task/chunked-mode/true-under-arraybuffer',
      'redirect/manual/no-bytes-under-arraybuffer',
      'method/connect/no-bytes-under-arraybuffer',
    ],
    within: [
      'response/empty/',
      'response/too-large/no-bytes-fit-zero',
      'task/chunked-mode/true-under-arraybuffer',
      'redirect/manual/no-bytes-under-arraybuffer',
      'method/connect/no-bytes-under-arraybuffer',
    ],
  },
];
