import { readFileSync } from 'node:fs';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { readHeader, splitCookies } from '../src/headers.ts';
import { mergeQuery, queryEntries, toForm } from '../src/query.ts';
import { wechat } from '../src/quirks.ts';
import { createRequest } from '../src/request.ts';
import { serving } from './support/adapters.ts';
import { bodyOf, headersOf, success, wireOf } from './support/calls.ts';

interface Vector<Output> {
  readonly wechat: Output;
  readonly expected?: Output;
}
interface Vectors {
  readonly getQuery: readonly (Vector<string> & { url: string; data: unknown })[];
  readonly formBody: readonly (Vector<string> & { data: unknown })[];
  readonly requestHeader: readonly (Vector<Record<string, string>> & { header: unknown })[];
  readonly cookies: readonly (Vector<string[]> & { setCookie: string })[];
}

const file = new URL('data/wechat-vectors.json', import.meta.url);
const vectors: Vectors = JSON.parse(readFileSync(file, 'utf8'));

/** `{ "$js": "…" }` in the file stands for what JSON cannot say. */
function value(data: unknown): unknown {
  return typeof data === 'object' && data !== null && '$js' in data ? (0, eval)(String(data.$js)) : data;
}

/** What the URL standard makes of a merged URL: that is what is sent. */
function parsed(url: string): string {
  return new URL(url).href.replace(/#.*/, '');
}

const modes = [
  { name: 'by default', host: {}, of: <T>({ wechat, expected = wechat }: Vector<T>): T => expected },
  { name: 'with quirks: wechat', host: { quirks: wechat }, of: <T>(vector: Vector<T>): T => vector.wechat },
];

const test = suite('core: what WeChat was recorded to do');

for (const { name, host, of } of modes) {
  for (const vector of vectors.getQuery) {
    const { url, data } = vector;
    test(`${name}, GET ${url} with ${JSON.stringify(data)}`, async () => {
      const merge = name === 'by default' ? mergeQuery : wechat.mergeQuery;
      const given = value(data);
      const entries = typeof given === 'object' && given !== null ? queryEntries(given) : [];
      assert.is(merge(url, entries), of(vector), 'before the URL is parsed');
      const wire = await wireOf({ url, data: given }, host);
      assert.is(wire.url, parsed(of(vector)), 'as it is sent');
      assert.is(wire.body, undefined);
    });
  }
  for (const vector of vectors.formBody) {
    test(`${name}, a form of ${JSON.stringify(vector.data)}`, async () => {
      const header = { 'content-type': 'application/x-www-form-urlencoded' };
      const data = value(vector.data);
      if (typeof data === 'object' && data !== null) assert.is(toForm(data), of(vector));
      assert.is(bodyOf(await wireOf({ method: 'POST', data, header }, host)), of(vector));
    });
  }
  for (const vector of vectors.requestHeader) {
    test(`${name}, a request header of ${JSON.stringify(vector.header)}`, async () => {
      const wire = await wireOf({ header: value(vector.header) }, host);
      assert.equal(headersOf(wire), { 'content-type': 'application/json', ...of(vector) });
    });
  }
  for (const vector of vectors.cookies) {
    test(`${name}, the cookies of ${vector.setCookie}`, async () => {
      const taken =
        name === 'by default' ? splitCookies(vector.setCookie) : wechat.cookies([vector.setCookie]);
      assert.equal(taken, of(vector), 'taken apart');
      const headers = splitCookies(vector.setCookie).map(cookie => ['set-cookie', cookie] as const);
      const { adapter } = serving(() => ({ headers }));
      const result = await success(createRequest(adapter, host));
      assert.equal(result.cookies, of(vector), 'as the server sent them, each apart');
      assert.equal(result.header, readHeader(headers, false, name === 'by default' ? ', ' : ',').header);
    });
  }
}

test('no vector is left out', () => {
  assert.equal(Object.keys(vectors), ['source', 'getQuery', 'formBody', 'requestHeader', 'cookies']);
  const counts = Object.values(vectors).map((group: readonly unknown[]) => group.length);
  assert.equal(counts.slice(1), [26, 5, 1, 1]);
});

test.run();
