import { createHash } from 'node:crypto';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { Host } from '../src/host.ts';
import { TransportError } from '../src/errors.ts';
import { matches, PinMismatch, pinRules } from '../src/pins.ts';
import { createRequest } from '../src/request.ts';
import { byHand, pageSupports, serving } from './support/adapters.ts';
import { failure, recorded, refusal, settled, success, wireOf } from './support/calls.ts';

const pinOf = (key: string): string => `sha256/${createHash('sha256').update(key).digest('base64')}`;
const [a, b, c] = [pinOf('a'), pinOf('b'), pinOf('c')];
const page = { supports: pageSupports };
const mismatch = { errMsg: 'request:fail certificate pinning failure', errno: 600001 };
const unsupported = { errMsg: 'request:fail certs is not supported on this platform', errno: 100 };
const recipe = `(tr -d '\\\\n' in Tencent's recipe deletes every letter n)`;

const pinsOf = async (options: object, host: Host = {}): Promise<unknown> =>
  (await wireOf(options, host)).pins;

const test = suite('core: pins');

test('certs/format: 44 characters of base64 after sha256/', async () => {
  for (const pin of [a, b, c, `sha256/${'+/9Z'.repeat(10)}abc=`])
    assert.equal(await pinsOf({ certs: [pin] }), [[pin]]);
  assert.equal(await pinsOf({ certs: [a, b] }), [[a, b]]);
});

for (const [pin, shown] of [
  ['', '""'],
  ['x', '"x"'],
  [a.slice(7), `"${a.slice(7)}"`],
  [`SHA256/${a.slice(7)}`, `"SHA256/${a.slice(7)}"`],
  [`sha1/${a.slice(7)}`, `"sha1/${a.slice(7)}"`],
  [` ${a}`, `" ${a}"`],
  [a.replace('=', '-'), `"${a.replace('=', '-')}"`],
  [`sha256/${'-'.repeat(43)}=`, `"sha256/${'-'.repeat(43)}="`],
  [a.slice(0, -2) + '=', `"${a.slice(0, -2)}=": 43 characters instead of 44 after sha256/ ${recipe}`],
  [`${a}\n`, `"${a}\n": 45 characters instead of 44 after sha256/ ${recipe}`],
  ['sha256/', `"sha256/": 0 characters instead of 44 after sha256/ ${recipe}`],
  [5, '"number"'],
  [null, '"object"'],
  [undefined, '"undefined"'],
  [[a], '"object"'],
] as const) {
  test(`certs/format: ${JSON.stringify(pin)} is refused before connecting`, async () => {
    for (const certs of [[pin], [a, pin]]) {
      assert.equal(await refusal({ certs }), {
        errMsg: `request:fail invalid certs ${shown}`,
        errno: 600005,
      });
    }
  });
}

test('certs/format: what is no list is refused too, and so is a hole in a list', async () => {
  for (const certs of ['x', a, {}, 5, true]) {
    assert.match((await refusal({ certs })).errMsg, /^request:fail invalid certs "/);
  }
  assert.is((await refusal({ certs: new Array(1) })).errMsg, 'request:fail invalid certs "undefined"');
});

test('certs/no-tls: an empty list is no pinning; undefined and null neither', async () => {
  for (const certs of [[], undefined, null]) {
    assert.equal(await pinsOf({ url: 'http://h/p', certs }), []);
    assert.equal((await wireOf({ certs }, {}, page)).pins, []);
  }
});

test('certs/no-tls: pins with an http: URL are a pin failure, whose cause says what was asked for', async () => {
  const result = await refusal({ url: 'http://h:8080/p', certs: [a, b] });
  assert.equal(result, mismatch);
  assert.ok(result.cause instanceof PinMismatch);
  const { host, asked, presented, message } = result.cause;
  assert.equal([host, asked, presented], ['h:8080', [[a, b]], []]);
  assert.is(message, `h:8080: asked for ${a} or ${b}; presented no verified certificate`);
});

test('certs/fail-closed: a runtime that cannot pin refuses', async () => {
  assert.equal(await refusal({ certs: [a] }, {}, page), unsupported);
});

const spellings = [
  'api.example.com',
  'API.Example.COM',
  'api.example.com.',
  'api.example.com:443',
  'API.example.com.:443',
];

test('certs/host: pins by host are met by every request to it, however either is spelled', async () => {
  for (const name of spellings) {
    const host = { pins: { [name]: [a, b] } };
    for (const url of [
      ...['https://api.example.com/p', 'HTTPS://API.EXAMPLE.COM:443/', 'https://api.example.com./p'],
      'https://api。example。com/',
    ]) {
      assert.equal(await pinsOf({ url }, host), [[a, b]], `${name} ${url}`);
      assert.equal(await pinsOf({ url, certs: [c] }, host), [[c], [a, b]]);
    }
    for (const url of [
      'https://example.com/',
      'https://x.api.example.com/',
      'https://constructor/',
      'https://__proto__/',
    ]) {
      assert.equal(await pinsOf({ url }, host), [], `${name} ${url}`);
    }
  }
});

test('certs/fail-closed: a runtime that cannot pin takes no pins of the host either', () => {
  const { adapter } = serving(undefined, page);
  const pins = { 'api.example.com': [a] };
  assert.throws(
    () => createRequest(adapter, { pins }),
    /^createRequest: host\.pins is not supported on memory$/,
  );
});

test('certs/host: a name with a port pins that port, a name alone every port; both count', async () => {
  const host = { pins: { 'h:8443': [a], h: [b], 'other:8443': [c], '[::1]': [a], 'bücher.de': [b] } };
  for (const [url, pins] of [
    ['https://h:8443/', [[b], [a]]],
    ['https://h/', [[b]]],
    ['https://h:9/', [[b]]],
    ['https://other/', []],
    ['https://other:8443/', [[c]]],
    ['https://[0:0::1]:5/', [[a]]],
    ['https://xn--bcher-kva.de/', [[b]]],
  ] as const) {
    assert.equal(await pinsOf({ url }, host), pins, url);
  }
  assert.equal(await refusal({ url: 'http://h/' }, host), mismatch);
  assert.equal(await refusal({ url: 'http://h:8443/' }, host), mismatch);
  assert.equal(await pinsOf({ url: 'http://other/' }, host), []);
});

test('certs/host: changing the object after createRequest changes nothing', async () => {
  const set = [a];
  const pins: Record<string, string[]> = { h: set };
  const { adapter, sent } = serving();
  const request = createRequest(adapter, { pins });
  set[0] = b;
  delete pins['h'];
  await success(request, { url: 'https://h/' });
  assert.equal(sent[0]?.pins, [[a]]);
});

test('certs: pins apply to where rewriteUrl leads', async () => {
  const host = { pins: { inside: [a] }, rewriteUrl: (url: string) => url.replace('//h/', '//inside/') };
  assert.equal(await pinsOf({ url: 'https://h/' }, host), [[a]]);
  assert.equal(await refusal({ url: 'http://h/' }, host), mismatch);
  const toHttp = { rewriteUrl: () => 'http://localhost/' };
  assert.equal(await refusal({ url: 'https://h/', certs: [a] }, toHttp), mismatch);
});

test("certs/frequency: every request, unless the host says 'once-per-session'", async () => {
  for (const [host, expected] of [
    [{}, [[[a]], [[a]], [[b]]]],
    [{ pinCheck: 'every-request' }, [[[a]], [[a]], [[b]]]],
    [{ pinCheck: 'once-per-session' }, [[[a]], [], []]],
  ] as const) {
    const { adapter, sent } = serving();
    const request = createRequest(adapter, host);
    for (const certs of [[a], [a], [b]]) await success(request, { url: 'https://h/', certs });
    assert.equal(
      sent.map(({ pins }) => pins),
      expected,
    );
  }
});

test('certs/frequency: only what has passed, only that host and port, only this createRequest', async () => {
  const { adapter, hands } = byHand();
  const host = { pinCheck: 'once-per-session' } as const;
  const request = createRequest(adapter, host);
  const asked = async (url: string, by = request): Promise<unknown> => {
    recorded(by, { url, certs: [a] });
    await settled();
    return hands.at(-1)?.wire.pins;
  };
  assert.equal(await asked('https://h/'), [[a]]);
  hands.at(-1)?.fail(new Error('the pin did not match'));
  await settled();
  assert.equal(await asked('https://h/'), [[a]]);
  hands.at(-1)?.sink.head({ status: 500, headers: [] });
  assert.equal(await asked('https://h/other'), []);
  assert.equal(await asked('https://h:444/'), [[a]]);
  assert.equal(await asked('https://h3:444/'), [[a]]);
  hands.at(-1)?.sink.head({ status: 200, headers: [] });
  assert.equal(await asked('https://h3:444/'), []);
  assert.equal(await asked('https://h3/'), [[a]]);
  assert.equal(await asked('https://h2/'), [[a]]);
  assert.equal(await asked('https://h/', createRequest(adapter, host)), [[a]]);
  assert.equal(await failure(request, { url: 'http://h/', certs: [a] }), mismatch);
});

test('certs/match: each set needs a pin that the verified chain has', () => {
  for (const [sets, chain, expected] of [
    [[[a]], [a], true],
    [[[a]], [b, a], true],
    [[[a, b]], [b], true],
    [[[a], [b]], [a, b], true],
    [[[a], [b]], [a], false],
    [[[a]], [b], false],
    [[[a]], [], false],
    [[[]], [a], false],
    [[], [], true],
  ] as const) {
    assert.is(matches(sets, chain), expected);
  }
});

test('certs/cause: the host, what was asked for, what was presented', () => {
  const error = new PinMismatch('h:8443', [[a, b], [c]], [b, c]);
  assert.equal([error.name, error instanceof Error], ['PinMismatch', true]);
  assert.is(error.message, `h:8443: asked for ${a} or ${b}, and for ${c}; presented ${b}, ${c}`);
  assert.equal([error.host, error.asked, error.presented], ['h:8443', [[a, b], [c]], [b, c]]);
  assert.throws(
    () => pinRules.prepare({}).required('http://h/', [a]),
    (thrown: unknown) => thrown instanceof TransportError && thrown.cause instanceof PinMismatch,
  );
});

test.run();
