import type { Case } from '../case.ts';
import { seenHeader } from '../address.ts';
import { sendsBytes, sent, what } from './sent.ts';

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const viewRule = 'Typed array, DataView, Buffer → the bytes they view.';
const around = (): ArrayBuffer => new Uint8Array([9, 9, 1, 255, 0, 9]).buffer;

/** SPEC §2: what becomes of bytes. */
export const bodyBinary: readonly Case[] = [
  sendsBytes(
    'binary/array-buffer',
    'W',
    'ArrayBuffer → its bytes.',
    () => new Uint8Array([1, 255, 0]).buffer,
  ),
  sendsBytes('binary/typed-array', 'D', viewRule, () => new Uint8Array(around(), 2, 3)),
  sendsBytes('binary/data-view', 'D', viewRule, () => new DataView(around(), 2, 3)),
  sendsBytes('binary/clamped-array', 'D', viewRule, () => new Uint8ClampedArray(around(), 2, 3)),
  {
    id: 'body/binary/wider-elements',
    source: 'D',
    quote: viewRule,
    run: async t => {
      const { body: seen } = await sent(t, { data: new Uint16Array([0x0101, 0xffff]) });
      t.equal(seen, '0101ffff', `${what}, in hex`);
    },
  },
  {
    id: 'body/binary/no-bytes',
    source: 'W',
    quote: 'ArrayBuffer → its bytes.',
    run: async t => {
      const seen = await sent(t, { data: new ArrayBuffer(0) });
      const length = seenHeader(seen, 'content-length');
      t.equal({ body: seen.body, length }, { body: '', length: '0' }, 'body and content-length');
    },
  },
  ...['PUT', 'DELETE'].map((name): Case => ({
    id: `body/binary/under-${name.toLowerCase()}`,
    source: 'W',
    quote: 'ArrayBuffer → its bytes.',
    run: async t => {
      const { body: seen } = await sent(t, { method: name, data: new Uint8Array([0, 200]).buffer });
      t.equal(seen, '00c8', `${what}, in hex`);
    },
  })),
  {
    id: 'body/binary/whatever-the-content-type',
    source: 'W',
    quote: 'ArrayBuffer → its bytes.',
    run: async t => {
      const { body: seen } = await sent(t, { header: form, data: new Uint8Array([1, 2]).buffer });
      t.equal(seen, '0102', `${what}, in hex`);
    },
  },
  {
    id: 'body/binary/large',
    source: 'W',
    quote: 'ArrayBuffer → its bytes.',
    run: async t => {
      const { body: seen } = await sent(t, { data: new Uint8Array(300000).fill(7).buffer });
      t.equal(seen.length, 600000, 'the number of hex digits that the server saw');
      t.ok(/^(07)+$/.test(seen), what, 'only bytes 7', seen.slice(0, 40));
    },
  },
];
