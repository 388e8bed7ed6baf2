import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { createRequest } from '../src/request.ts';
import { byHand, serving } from './support/adapters.ts';
import { failure, recorded, refusal, settled, success } from './support/calls.ts';
import { a, b, c, page, mismatch, pinsOf } from './support/pinning.ts';

const test = suite('core: pins of the host');

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

test.run();
