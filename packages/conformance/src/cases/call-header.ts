import type { Case } from '../case.ts';
import { seenHeader } from '../address.ts';
import { host } from '../needs.ts';
import { badHeader, refuses } from './refuses.ts';

const plainOnly = '`header` that is no plain object → one console warning, treated as `{}`.';
const carried =
  'A name or value that HTTP cannot carry (CR, LF, NUL, non-token name, character above U+00FF) → `request:fail invalid header "<name>"`, 600005: nothing is sent.';
const wrong = (id: string, name: string, value: unknown = 'x'): Case =>
  refuses(
    `bad-header/${id}`,
    { source: 'D', quote: carried },
    { header: { [name]: value } },
    badHeader(name),
  );

/** Runs something while the console's warnings are counted and not shown. */
async function countingWarnings(run: () => Promise<unknown>): Promise<number> {
  const { warn } = console;
  let count = 0;
  console.warn = () => {
    count += 1;
  };
  try {
    await run();
  } finally {
    console.warn = warn;
  }
  return count;
}

function noPlainObject(id: string, make: () => unknown): Case {
  return {
    id: `call/bad-header/${id}`,
    source: 'D',
    quote: plainOnly,
    run: async t => {
      const warnings = await countingWarnings(() => t.success({ url: t.url(), header: make() }));
      t.equal(seenHeader(await t.arrived(), 'x-a'), undefined, 'the header x-a that the server saw');
      t.equal(warnings, 1, 'the number of warnings on the console');
    },
  };
}

class Headers {
  'x-a' = '1';
}

/** SPEC §1: headers that are refused before anything is sent, and what is no header. */
export const callHeader: readonly Case[] = [
  noPlainObject('text', () => 'x-a: 1'),
  noPlainObject('number', () => 1),
  noPlainObject('list-of-pairs', () => [['x-a', '1']]),
  noPlainObject('map', () => new Map([['x-a', '1']])),
  noPlainObject('instance-of-a-class', () => new Headers()),
  ...[undefined, null].map((none): Case => ({
    id: `call/bad-header/${String(none)}-is-none`,
    source: 'D',
    quote: plainOnly,
    run: async t => {
      const warnings = await countingWarnings(() => t.success({ url: t.url(), header: none }));
      t.equal(warnings, 0, 'the number of warnings on the console');
    },
  })),
  {
    id: 'call/bad-header/without-a-prototype-is-plain',
    source: 'D',
    quote: plainOnly,
    run: async t => {
      await t.success({ url: t.url(), header: Object.assign(Object.create(null), { 'x-a': '1' }) });
      t.equal(seenHeader(await t.arrived(), 'x-a'), '1', 'the header x-a that the server saw');
    },
  },
  wrong('carriage-return', 'x-a', 'a\rb'),
  wrong('line-feed', 'x-a', 'a\nb'),
  wrong('smuggled-header', 'x-a', 'a\r\nx-b: c'),
  wrong('nul', 'x-a', 'a\0b'),
  wrong('in-an-array', 'x-a', ['a', 'b\nc']),
  wrong('name-with-a-space', 'x a'),
  wrong('name-with-a-colon', 'x-a:'),
  wrong('name-with-a-line-break', 'x-a\r\nx-b'),
  wrong('empty-name', ''),
  wrong('name-beyond-ascii', 'x-ä'),
  wrong('above-latin-1', 'x-a', '名'),
  {
    id: 'call/bad-header/latin-1-is-carried',
    source: 'D',
    quote: carried,
    run: async t => {
      await t.success({ url: t.url(), header: { 'x-a': 'caf\u00e9 \u00ff' } });
      t.equal(seenHeader(await t.arrived(), 'x-a'), 'caf\u00e9 \u00ff', 'the header x-a, as Latin-1');
    },
  },
  refuses(
    'bad-header/of-the-host',
    { source: 'D', quote: carried, needs: [host], host: { header: { 'x-a': 'a\nb' } } },
    {},
    badHeader('x-a'),
  ),
];
