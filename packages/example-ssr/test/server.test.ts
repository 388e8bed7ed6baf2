import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { openShop } from '../src/server.ts';
import type { Shop } from '../src/server.ts';

const test = suite<{ shop: Shop }>('example-ssr: server', { deadlineMs: 30_000 });

test.before.each(async context => {
  context.shop = await openShop(import.meta.filename);
});
test.after.each(async ({ shop }) => {
  await shop.close();
});

const pageOf = async ({ url }: Shop, guest?: string) => {
  const headers = guest === undefined ? {} : { cookie: `guest=${encodeURIComponent(guest)}` };
  const response = await fetch(url, { headers, redirect: 'manual' });
  return { status: response.status, html: await response.text() };
};

test('the HTML holds the data that wx.request brought, as text', async ({ shop }) => {
  const { status, html } = await pageOf(shop, '<陆羽>');
  assert.is(status, 200);
  assert.match(html, '<main><h1>&lt;陆羽&gt;’s table</h1>');
  assert.match(html, '<b>碧螺春 Biluochun</b> &lt;green&gt; &amp; light');
  assert.match(html, '<p class="orders">Nothing ordered yet.</p>');
});

test('each of forty guests at once gets the own table, and whoever has no cookie gets nobody’s', async ({
  shop,
}) => {
  const guests = Array.from({ length: 40 }, (_, i) => (i % 10 === 9 ? undefined : `guest ${String(i)}`));
  const pages = await Promise.all(guests.map(guest => pageOf(shop, guest)));
  assert.equal(
    pages.map(({ status, html }) => [status, /<h1>(.*)’s table<\/h1>/.exec(html)?.[1]]),
    guests.map(guest => (guest === undefined ? [502, undefined] : [200, guest])),
  );
});

test('an address with ?guest= makes one a guest, and the close puts back what was there', async ({
  shop,
}) => {
  const response = await fetch(`${shop.url}/?guest=Lu%20Yu`, { redirect: 'manual' });
  assert.equal(
    [response.status, response.headers.get('location'), response.headers.get('set-cookie')],
    [303, '/', 'guest=Lu%20Yu; Path=/; HttpOnly; SameSite=Lax'],
  );
  const requestNow = () => Reflect.get(globalThis, 'wx')?.request as unknown;
  assert.type(requestNow(), 'function');
  await shop.close();
  assert.is(requestNow(), undefined);
});

test.run();
