import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { wireOf } from './support/calls.ts';

const sent = async (url: string, data: unknown): Promise<string> => (await wireOf({ url, data })).url;

const test = suite('core: from data to the URL');

test('url/get-query: own enumerable string keys, in the order of the object', async () => {
  class Mine {
    own = 1;
    get inherited(): number {
      return 2;
    }
  }
  const hidden = Object.defineProperty({ a: 1 }, 'hidden', { value: 2, enumerable: false });
  assert.is(await sent('https://h/p', new Mine()), 'https://h/p?own=1');
  assert.is(await sent('https://h/p', hidden), 'https://h/p?a=1');
  assert.is(
    await sent('https://h/p', { z: 1, [Symbol('s')]: 2, a: 3, 2: 'c', 1: 'b' }),
    'https://h/p?1=b&2=c&z=1&a=3',
  );
  assert.is(
    await sent('https://h/p', JSON.parse('{"__proto__":1,"constructor":2}')),
    'https://h/p?__proto__=1&constructor=2',
  );
});

test('url/get-query: objects and arrays as JSON, all else as text', async () => {
  const data = {
    o: { a: [1] },
    l: [null, 'x'],
    n: null,
    u: undefined,
    f: -0.5,
    b: false,
    big: 10n,
    d: new Date(0),
  };
  const query = 'o=%7B%22a%22%3A%5B1%5D%7D&l=%5Bnull%2C%22x%22%5D&n=null&u=undefined&f=-0.5&b=false&big=10';
  assert.is(await sent('https://h/p', data), `https://h/p?${query}&d=%221970-01-01T00%3A00%3A00.000Z%22`);
});

for (const [what, url, data, expected] of [
  ['a known key is replaced in place', 'https://h/p?a=1&b=2&c=3', { b: 9 }, 'https://h/p?a=1&b=9&c=3'],
  ['and all of its value goes', 'https://h/p?ab=12=3&b', { ab: '' }, 'https://h/p?ab=&b'],
  ['its later duplicates go', 'https://h/p?a=1&b=2&a=3&c=4&a=5', { a: 9 }, 'https://h/p?a=9&b=2&c=4'],
  ['new keys come behind', 'https://h/p?a=1', { c: 3, b: 2 }, 'https://h/p?a=1&c=3&b=2'],
  ['a key in another spelling is the same key', 'https://h/p?%61=1&b=2', { a: 9 }, 'https://h/p?a=9&b=2'],
  ['a key without a value is the same key', 'https://h/p?a&b', { a: 9 }, 'https://h/p?a=9&b'],
  ['an encoded key is found as it stands', 'https://h/p?x%20y=1', { 'x y': 2 }, 'https://h/p?x%20y=2'],
  ['a plus is a plus', 'https://h/p?x+y=1', { 'x y': 2 }, 'https://h/p?x+y=1&x%20y=2'],
  [
    'empty pieces at the end go when something is added',
    'https://h/p?a=1&&',
    { b: 2 },
    'https://h/p?a=1&b=2',
  ],
  ['empty pieces elsewhere stay', 'https://h/p?&a=1&&b=2', { c: 3 }, 'https://h/p?&a=1&&b=2&c=3'],
  ['empty pieces stay where nothing is added', 'https://h/p?a=1&&', { a: 2 }, 'https://h/p?a=2&&'],
  ['text that is no pair stays', 'https://h/p?x&t=a=b==&?&%zz', { y: 1 }, 'https://h/p?x&t=a=b==&?&%zz&y=1'],
  ['repeated keys stay', 'https://h/p?x=1&x=2', { y: 1 }, 'https://h/p?x=1&x=2&y=1'],
  ['no path', 'https://h?a=1', { b: 2 }, 'https://h/?a=1&b=2'],
  ['before the fragment', 'https://h/p?a=1#f?b=0', { b: 2 }, 'https://h/p?a=1&b=2'],
] as const) {
  test(`url/get-merge: ${what}`, async () => {
    assert.is(await sent(url, data), expected);
  });
}

test('url/get-merge: what is sent is the parsed URL', async () => {
  assert.is(await sent("https://H:443/a/../b?q='ä", { k: "'" }), 'https://h/b?q=%27%C3%A4&k=%27');
  assert.is(await sent('https://h', undefined), 'https://h/');
});

test('url/fragment: never sent', async () => {
  for (const url of ['https://h/p#f', 'https://h/p#', 'https://h/p#a#b?c=1']) {
    assert.is(await sent(url, undefined), 'https://h/p');
  }
});

test('url/get-other: what has no keys leaves the URL and sends no body', async () => {
  for (const data of [
    ...['a=1', '', 5, true, null, undefined, {}, [], new Date(0), new ArrayBuffer(2), new Uint8Array(2)],
    ...[new DataView(new ArrayBuffer(2)), Buffer.from('x'), Object.create({ inherited: 1 })],
  ]) {
    const { url, body } = await wireOf({ url: 'https://h/p?x&&', data });
    assert.equal([url, body], ['https://h/p?x&&', undefined]);
  }
});

test('body/methods: only GET puts data into the URL; HEAD, OPTIONS, TRACE and CONNECT send it nowhere', async () => {
  for (const method of ['HEAD', 'OPTIONS', 'TRACE', 'CONNECT', 'POST', 'PUT', 'DELETE']) {
    const { url, body } = await wireOf({ url: 'https://h/p?x=1', method, data: { x: 2 } });
    assert.is(url, 'https://h/p?x=1');
    assert.is(body !== undefined, ['POST', 'PUT', 'DELETE'].includes(method), method);
  }
  for (const method of ['RETRACE', 'TRACEROUTE']) {
    assert.ok((await wireOf({ method, data: 'x' }, { extraMethods: [method] })).body, method);
  }
});

const base = 'https://api.example.com/v1/users?page=1';

for (const [url, expected] of [
  ['roles', 'https://api.example.com/v1/roles'],
  ['/v2', 'https://api.example.com/v2'],
  ['?page=2', 'https://api.example.com/v1/users?page=2'],
  ['//other.example.com/p', 'https://other.example.com/p'],
  ['', 'https://api.example.com/v1/users?page=1'],
  ['log in?to=https://h/', 'https://api.example.com/v1/log%20in?to=https://h/'],
  ['http://h/p', 'http://h/p'],
] as const) {
  test(`call/bad-url: with a baseUrl, ${JSON.stringify(url)} is ${expected}`, async () => {
    assert.is((await wireOf({ url }, { baseUrl: base })).url, expected);
  });
}

test("call/bad-url: data is merged into a relative URL, and the adapter's base is asked at each request", async () => {
  assert.is(
    (await wireOf({ url: 'a?x=1#f', data: { x: 2 } }, { baseUrl: base })).url,
    'https://api.example.com/v1/a?x=2',
  );
  let asked = 0;
  const defaults = { baseUrl: () => `https://h/${(asked += 1)}/` };
  assert.is((await wireOf({ url: 'a' }, {}, { defaults })).url, 'https://h/1/a');
  assert.is((await wireOf({ url: 'a' }, {}, { defaults })).url, 'https://h/2/a');
  assert.is(
    (await wireOf({ url: 'a' }, { baseUrl: base }, { defaults })).url,
    'https://api.example.com/v1/a',
  );
});

test.run();
