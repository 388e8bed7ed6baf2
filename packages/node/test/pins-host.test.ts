import { PinMismatch } from '@wxreq/core/pins';
import { Agent } from 'undici';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { createRequest } from '../src/create.ts';
import { ask, askInVain, pinFailure } from './support/asking.ts';
import { startCounting } from './support/counting.ts';
import type { Counting } from './support/counting.ts';
import { make, makeChain, show, wrong } from './support/openssl.ts';
import type { Chain, Made } from './support/openssl.ts';

const test = suite('node: pins of the host, and what a failure says', { deadlineMs: 20_000 });
let chain: Chain;
let other: Made;
let server: Counting;

test.before(() => {
  chain = makeChain();
  other = make({ by: chain.issuer });
});
test.before.each(async () => {
  server = await startCounting(chain.shown);
});
test.after.each(() => server.close());

const client = (options: Parameters<typeof createRequest>[0] = {}): ReturnType<typeof createRequest> =>
  createRequest({ ca: chain.root.cert, ...options });

test('certs/format: a malformed pin is refused before anybody is asked', async () => {
  const request = client();
  const short = chain.leaf.pin.replace(/.=$/, '=');
  const failure = await askInVain(request, { url: server.url, certs: [chain.leaf.pin, short] });
  assert.is(failure.errno, 600005);
  assert.ok(failure.errMsg.startsWith(`request:fail invalid certs "${short}": 43 characters instead of 44`));
  assert.ok(failure.errMsg.includes("tr -d '\\\\n'"));
  assert.is(server.connections(), 0);
});

test("certs/fail-closed: with a dispatcher of the host's own, whose connections are not ours to check, pins are refused", async () => {
  const dispatcher = new Agent({ connect: { ca: chain.root.cert } });
  const unsupported = { errMsg: 'request:fail certs is not supported on this platform', errno: 100 };
  const byRequest = createRequest({ dispatcher });
  assert.equal(await askInVain(byRequest, { url: server.url, certs: [chain.leaf.pin] }), unsupported);
  const pins = { localhost: [chain.leaf.pin] };
  assert.throws(() => createRequest({ dispatcher, pins }), /host\.pins is not supported on node$/);
  assert.is(server.connections(), 0);
  assert.is(await ask(byRequest, { url: server.url }), 'ok');
  await dispatcher.close();
});

test("certs/host: the host's pins hold for every request, its own ones for it besides", async () => {
  const { leaf, issuer } = chain;
  const request = client({ pins: { localhost: [leaf.pin, wrong] } });
  assert.is(await ask(request, { url: server.url }), 'ok');
  assert.is(await ask(request, { url: server.url, certs: [issuer.pin] }), 'ok');
  const failure = await askInVain(request, { url: server.url, certs: [other.pin] });
  assert.is(failure.errMsg, pinFailure);
  assert.equal(Object(failure.cause).asked, [[other.pin], [leaf.pin, wrong]]);
  await request.close();

  const strict = client({ pins: { [`localhost:${server.port}`]: [other.pin] } });
  const bytes = server.bytes();
  for (const certs of [undefined, [], [leaf.pin]])
    assert.is(await ask(strict, { url: server.url, ...(certs && { certs }) }), pinFailure);
  assert.is(server.bytes(), bytes);
  await strict.close();
});

test('certs/cause: the failure names the host, the pins asked for and those presented', async () => {
  const request = client({ pins: { localhost: [other.pin] } });
  const failure = await askInVain(request, { url: server.url, certs: [wrong, other.pin] });
  const { leaf, issuer, root } = chain;
  assert.instance(failure.cause, PinMismatch);
  assert.is(
    Object(failure.cause).message,
    `localhost:${server.port}: asked for ${wrong} or ${other.pin}, and for ${other.pin}; ` +
      `presented ${leaf.pin}, ${issuer.pin}, ${root.pin}`,
  );
  assert.equal(Object.keys(failure), ['errMsg', 'errno']);
  await request.close();
});

test('certs/frequency: every request is checked unless the host says otherwise', async () => {
  const request = client();
  const certs = [chain.leaf.pin];
  assert.is(await ask(request, { url: server.url, certs }), 'ok');
  server.swap(show(other, chain.issuer));
  await server.quiet();
  assert.is(await ask(request, { url: server.url, certs }), pinFailure);
  await request.close();
});

test('certs/frequency: once per session, a host and port that has passed is not checked again, another one is', async () => {
  const elsewhere = await startCounting(show(other, chain.issuer));
  const request = client({ pinCheck: 'once-per-session' });
  const certs = [chain.leaf.pin];
  assert.is(await ask(request, { url: server.url, certs: [wrong] }), pinFailure);
  assert.is(await ask(request, { url: server.url, certs: [wrong] }), pinFailure);
  assert.is(await ask(request, { url: server.url, certs }), 'ok');
  server.swap(show(other, chain.issuer));
  await server.quiet();
  assert.is(await ask(request, { url: server.url, certs }), 'ok');
  assert.is(await ask(request, { url: elsewhere.url, certs }), pinFailure);
  assert.is(elsewhere.bytes(), 0);
  const another = client({ pinCheck: 'once-per-session' });
  assert.is(await ask(another, { url: server.url, certs }), pinFailure);
  await another.close();
  await request.close();
  await elsewhere.close();
});

test.run();
