import * as assert from 'uvu/assert';
import { suite } from '../../../../scripts/testing/suite.ts';
import { createRequest, request } from '../../src/index.ts';
import { ask, otherOrigin } from './ask.ts';
import { echo } from './echo.ts';

const test = suite(`page: origins, ${location.protocol}`);

test('cookies are hidden from a page, and whoever asked is told once', async () => {
  const notices: [string, string][] = [];
  const told = createRequest({ onNotice: (clause, detail) => notices.push([clause, detail]) });
  for (let times = 0; times < 2; times += 1) {
    const { success } = await ask(told, { url: '/cookie', header: { cookie: 'mine=1' } });
    assert.equal(success?.cookies, []);
    assert.is(success?.header['set-cookie'], undefined);
  }
  const clauses = notices.map(([clause]) => clause);
  assert.ok(clauses.includes('header/transport'), clauses.join());
  assert.equal(clauses, [...new Set(clauses)]);
});

test("credentials are the host's to decide", async () => {
  document.cookie = 'seen=1; path=/';
  assert.match((await echo({})).headers.cookie ?? '', /seen=1/);
  assert.is((await echo({}, createRequest({ credentials: 'omit' }))).headers.cookie, undefined);
  document.cookie = 'seen=; path=/; max-age=0';
});

test("the host's referer is sent where it is of the page's origin", async () => {
  const referer = `${location.origin}/pages/index`;
  assert.is((await echo({}, createRequest({ referer }))).headers.referer, referer);
  const foreign = createRequest({ referer: 'https://servicewechat.com/app/devtools/page-frame.html' });
  assert.is((await echo({}, foreign)).headers.referer, `${location.origin}/`);
  // As an address it would be none at all, and fetch would throw.
  const odd = createRequest({ referer: `${location.origin}x/` });
  assert.is((await echo({}, odd)).headers.referer, `${location.origin}/`);
});

test('another origin is reached with its leave, and shows what it exposes', async () => {
  const other = await otherOrigin();
  const { success } = await ask(request, { url: `${other}/text?text=far`, header: { 'x-token': 't' } });
  assert.equal([success?.data, success?.header['x-shown']], ['far', 'yes']);
});

test('without its leave there is no result, and whoever asked is told of CORS', async () => {
  const clauses: string[] = [];
  const told = createRequest({ onNotice: clause => clauses.push(clause) });
  const { fail, success } = await ask(told, { url: `${await otherOrigin()}/private` });
  assert.is(success, undefined);
  assert.equal([fail?.errMsg, fail?.errno], ['request:fail network error', 600000]);
  assert.instance(fail?.cause, TypeError);
  assert.is(clauses.length, 1);
});

test("mode same-origin keeps to the page's server", async () => {
  const { fail } = await ask(createRequest({ mode: 'same-origin' }), { url: `${await otherOrigin()}/text` });
  assert.is(fail?.errMsg, 'request:fail network error');
});

test("a redirect's final address is checked before any event", async () => {
  const other = await otherOrigin();
  const strict = createRequest({ domains: [location.origin] });
  const inside = await ask(strict, { url: `/redirect?to=/text?text=here` });
  assert.is(inside.success?.data, 'here');
  const { events, fail } = await ask(strict, { url: `/redirect?to=${encodeURIComponent(`${other}/text`)}` });
  assert.equal(events, ['fail', 'complete']);
  assert.equal(
    [fail?.errMsg, fail?.errno],
    [`request:fail redirect url not in domain list:${new URL(other).host}`, 600002],
  );
});

test.run();
