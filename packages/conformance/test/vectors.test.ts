import { readFileSync } from 'node:fs';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { same } from '../src/equal.ts';
import { runCases } from '../src/run.ts';
import { onCore } from './self/judge.ts';
import { memoryAdapter } from './self/memory-adapter.ts';
import { createWorld } from './self/memory-world.ts';

interface Vectors {
  readonly getQuery: readonly { readonly url: string; readonly data: unknown }[];
  readonly formBody: readonly { readonly data: unknown }[];
}

/** What a case calls with: the address after its own path `/p`, and the data. */
interface Asked {
  readonly url: string;
  readonly data: unknown;
}

const test = suite('conformance: the recorded vectors', { deadlineMs: 60_000 });
const file = new URL('../../core/test/data/wechat-vectors.json', import.meta.url);
const vectors: Vectors = JSON.parse(readFileSync(file, 'utf8'));

/** `{ "$js": "…" }` in the file stands for what JSON cannot say. */
function value(data: unknown): unknown {
  return typeof data === 'object' && data !== null && '$js' in data ? (0, eval)(String(data.$js)) : data;
}

/** Everything that the cases of these chapters call with; the cases pass, so what comes of it is what they say. */
async function asked(chapters: readonly string[]): Promise<readonly Asked[]> {
  const world = createWorld();
  const { createRequest, ...rest } = onCore(memoryAdapter(world));
  const all: Asked[] = [];
  const recording = {
    ...rest,
    createRequest: (host: object) => {
      const request = createRequest?.(host);
      return (options: object) => {
        const url = String(Reflect.get(options, 'url')).replace(/^[^?#]*?\/p(?=$|[?#])/, '');
        all.push({ url, data: Reflect.get(options, 'data') });
        return request?.(options);
      };
    },
  };
  const only = ({ id }: { readonly id: string }) => chapters.some(start => id.startsWith(start));
  for await (const { status, case: one } of runCases(recording, {
    server: world.address,
    ask: world.ask,
    only,
  })) {
    assert.is(status, 'passed', one.id);
  }
  return all;
}

/** By value; dates and bytes by what they are, too. */
function equals(a: unknown, b: unknown): boolean {
  return same(a, b) && Object.prototype.toString.call(a) === Object.prototype.toString.call(b);
}

test('every recorded query is a case', async () => {
  const calls = await asked(['url/']);
  const missing = vectors.getQuery.filter(vector => {
    const url = vector.url.replace('https://h/p', '');
    return !calls.some(call => call.url === url && equals(call.data, value(vector.data)));
  });
  assert.equal(missing, []);
});

test('every recorded form is a case', async () => {
  const calls = await asked(['body/form', 'body/string']);
  const missing = vectors.formBody.filter(
    vector => !calls.some(call => equals(call.data, value(vector.data))),
  );
  assert.equal(missing, []);
});

test.run();
