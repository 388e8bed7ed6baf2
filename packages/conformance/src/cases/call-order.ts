import type { Case } from '../case.ts';
import type { Need } from '../needs.ts';
import type { Options } from '../tools.ts';
import type { Words } from './refuses.ts';
import { hops, host, method, not, pins } from '../needs.ts';
import { badData, badHeader, badMethod, badParameter, badUrl, cycle, notHere, refuses } from './refuses.ts';

const rule =
  'First failure wins: options, url type, url, data, method, header, certs, what the platform cannot do (method, redirect, certs), certs with http:, domains.';
const elsewhere = { domains: ['https://api.example.com'] };
const pin = `sha256/${'A'.repeat(43)}=`;
const noMethod = { method: 'BREW' };
const noHeader = { header: { 'x a': '1' } };

function first(
  id: string,
  options: () => Options,
  words: Words,
  given?: { readonly needs?: readonly Need[]; readonly host?: object },
): Case {
  const needs = [...(given?.needs ?? []), ...(given?.host === undefined ? [] : [host])];
  const rest = given?.host === undefined ? {} : { host: given.host };
  return refuses(`check-order/${id}`, { source: 'D', quote: rule, needs, ...rest }, options, words);
}

/** A getter that throws makes wrong options: the first thing that is looked at. */
function unreadable(): Options {
  const get = (): never => {
    throw new Error('no');
  };
  return Object.defineProperty({ url: 12 }, 'data', { enumerable: true, get });
}

/** SPEC §1: which failure is told where there are several. */
export const callOrder: readonly Case[] = [
  {
    id: 'call/check-order/options-before-url-type',
    source: 'D',
    quote: rule,
    run: async t => {
      const err = await new Promise<{ errMsg: string; errno: number }>(fail => {
        t.request()(Object.defineProperty(unreadable(), 'fail', { value: fail }));
      });
      t.failsWith(err, 'request:fail parameter error: no', 1001);
    },
  },
  first(
    'url-type-before-data',
    () => ({ url: 12, data: cycle() }),
    badParameter('parameter.url should be String instead of Number;'),
  ),
  first('url-before-data', () => ({ url: 'http://', method: 'POST', data: cycle() }), badUrl('http://')),
  first('url-before-method', () => ({ url: 'http://', ...noMethod }), badUrl('http://')),
  first('data-before-method', () => ({ data: cycle(), ...noMethod }), badData),
  first('data-before-header', () => ({ data: cycle(), method: 'POST', ...noHeader }), badData),
  first('method-before-header', () => ({ ...noMethod, ...noHeader }), badMethod),
  first('header-before-certs', () => ({ ...noHeader, certs: ['x'] }), badHeader('x a')),
  first('header-before-domains', () => noHeader, badHeader('x a'), { host: elsewhere }),
  first('method-before-domains', () => noMethod, badMethod, { host: elsewhere }),
  first(
    'certs-with-http-before-domains',
    () => ({ certs: [pin] }),
    { errMsg: 'certificate pinning failure', errno: 600001 },
    { needs: [pins], host: elsewhere },
  ),
  first('header-before-the-platform', () => ({ method: 'TRACE', ...noHeader }), badHeader('x a'), {
    needs: [not(method('TRACE'))],
  }),
  first(
    'method-before-redirect-and-certs',
    () => ({ method: 'TRACE', redirect: 'manual', certs: [pin] }),
    notHere('method TRACE'),
    { needs: [not(method('TRACE'))] },
  ),
  first('redirect-before-certs', () => ({ redirect: 'manual', certs: [pin] }), notHere('redirect manual'), {
    needs: [not(hops), not(pins)],
  }),
  first('the-platform-before-domains', () => ({ certs: [pin] }), notHere('certs'), {
    needs: [not(pins)],
    host: elsewhere,
  }),
];
