import type { Case } from '../case.ts';
import type { Need } from '../needs.ts';
import type { Refusing } from './refuses.ts';
import { badData, badType, cycle, refuses } from './refuses.ts';

const stringify: Refusing = {
  source: 'D',
  quote:
    'Cannot be serialised (cycle, BigInt, symbol, throwing or undefined `toJSON`, lone surrogate in a query or form) → `request:fail fail to stringify data`, 600010.',
};
const aFunction: Refusing = { source: 'D', quote: 'A function → `request:fail data should not be Function`' };
const likewise =
  'FormData, Blob, File, URLSearchParams, ReadableStream, Map, Set, Promise likewise with their name (they would silently become `{}`), 600010.';
const form = { 'content-type': 'application/x-www-form-urlencoded' };

const noJson = (): never => {
  throw new Error('no');
};
const bigint: Need = { what: 'BigInt in the runtime', met: () => typeof BigInt === 'function' };
const lone = '\ud800';

/** What a runtime may have, looked up when it is asked for: TypeScript's ES2020 knows none of them. */
declare const FormData: Make;
declare const Blob: Make;
declare const File: Make;
declare const URLSearchParams: Make;
declare const ReadableStream: Make;
type Make = (new (...given: readonly unknown[]) => object) | undefined;

function opaque(name: string, exists: () => boolean, make: () => object): Case {
  const needs = [{ what: `${name} in the runtime`, met: exists }];
  return refuses(
    `bad-data/${name.toLowerCase()}`,
    { source: 'D', quote: likewise, needs },
    () => ({ method: 'POST', data: make() }),
    badType(name),
  );
}

const made = (Maker: Make, ...given: readonly unknown[]): object => (Maker ? new Maker(...given) : {});
const always = (): boolean => true;

/** SPEC §1: data that is refused before anything is sent. */
export const callData: readonly Case[] = [
  refuses('bad-data/cycle', stringify, () => ({ method: 'POST', data: cycle() }), badData),
  refuses('bad-data/cycle-in-a-query', stringify, () => ({ data: { a: cycle() } }), badData),
  refuses('bad-data/symbol', stringify, () => ({ method: 'POST', data: Symbol('s') }), badData),
  refuses('bad-data/symbol-under-get', stringify, () => ({ data: Symbol('s') }), badData),
  refuses('bad-data/symbol-in-a-query', stringify, () => ({ data: { a: Symbol('s') } }), badData),
  refuses(
    'bad-data/symbol-in-a-form',
    stringify,
    () => ({ method: 'POST', header: form, data: { a: Symbol('s') } }),
    badData,
  ),
  refuses(
    'bad-data/big-int',
    { ...stringify, needs: [bigint] },
    () => ({ method: 'POST', data: BigInt(1) }),
    badData,
  ),
  refuses(
    'bad-data/big-int-inside',
    { ...stringify, needs: [bigint] },
    () => ({ method: 'POST', data: { a: BigInt(1) } }),
    badData,
  ),
  refuses('bad-data/throwing-to-json', stringify, { method: 'POST', data: { toJSON: noJson } }, badData),
  refuses(
    'bad-data/undefined-to-json',
    stringify,
    { method: 'POST', data: { toJSON: () => undefined } },
    badData,
  ),
  refuses('bad-data/throwing-to-json-in-a-query', stringify, { data: { a: { toJSON: noJson } } }, badData),
  refuses('bad-data/lone-surrogate-in-a-query', stringify, { data: { a: lone } }, badData),
  refuses('bad-data/lone-surrogate-in-a-key', stringify, { data: { [lone]: 1 } }, badData),
  refuses(
    'bad-data/lone-surrogate-in-a-form',
    stringify,
    { method: 'POST', header: form, data: { a: lone } },
    badData,
  ),
  refuses('bad-data/function', aFunction, { method: 'POST', data: () => 1 }, badType('Function')),
  refuses('bad-data/function-under-get', aFunction, { data: () => 1 }, badType('Function')),
  opaque('Map', always, () => new Map([['a', 1]])),
  opaque('Set', always, () => new Set([1])),
  opaque('Promise', always, () => Promise.resolve(1)),
  opaque(
    'FormData',
    () => typeof FormData === 'function',
    () => made(FormData),
  ),
  opaque(
    'Blob',
    () => typeof Blob === 'function',
    () => made(Blob, ['a']),
  ),
  opaque(
    'File',
    () => typeof File === 'function',
    () => made(File, ['a'], 'a.txt'),
  ),
  opaque(
    'URLSearchParams',
    () => typeof URLSearchParams === 'function',
    () => made(URLSearchParams, 'a=1'),
  ),
  opaque(
    'ReadableStream',
    () => typeof ReadableStream === 'function',
    () => made(ReadableStream),
  ),
];
