import * as assert from 'uvu/assert';
import { suite } from '../../../../scripts/testing/suite.ts';

const test = suite('example-ssr: page');

/** The shop's page in a frame, when its script has done its work. */
async function open(guest: string) {
  document.cookie = `guest=${encodeURIComponent(guest)}; path=/`;
  const html = await (await fetch('/shop')).text();
  const frame = document.createElement('iframe');
  frame.src = '/shop';
  document.body.replaceChildren(frame);
  await until(() => main()?.dataset.hydrated !== undefined);
  function main() {
    return frame.contentDocument?.querySelector('main');
  }
  return { html, main, window: frame.contentWindow };
}

function until(what: () => boolean): Promise<void> {
  return new Promise(resolve => {
    const look = () => (what() ? resolve() : void setTimeout(look, 10));
    look();
  });
}

test('the page makes its own request, and what comes is what the server had rendered', async () => {
  const { html, main, window } = await open('<Lu & Yu>');
  assert.is(main()?.dataset.hydrated, 'same');
  assert.match(html, '<h1>&lt;Lu &amp; Yu&gt;’s table</h1>');
  assert.ok(html.includes(main()?.querySelector('ul')?.outerHTML ?? 'no list'));
  const asked = window?.performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
  assert.ok(asked?.includes('/api/table'), String(asked));
});

test('it is alive: an order is made, shown, and there when the server renders again', async () => {
  const { main } = await open('Lu Yu');
  const orders = () => main()?.querySelector('.orders')?.textContent;
  assert.is(orders(), 'Nothing ordered yet.');
  main()?.querySelector('button')?.click();
  await until(() => orders() !== 'Nothing ordered yet.');
  assert.is(orders(), 'Ordered: 龙井 Longjing.');
  const again = await open('Lu Yu');
  assert.match(again.html, 'Ordered: 龙井 Longjing.');
  assert.is(again.main()?.dataset.hydrated, 'same');
});

test('what is no longer so when the page asks is shown as it is now', async () => {
  document.cookie = 'guest=Early; path=/';
  const { html } = await open('Early');
  const frame = document.createElement('iframe');
  // The server's HTML of one guest, read by another.
  document.cookie = 'guest=Late; path=/';
  frame.srcdoc = html;
  document.body.replaceChildren(frame);
  const title = () => frame.contentDocument?.querySelector('h1')?.textContent;
  await until(() => title() === 'Late’s table');
  assert.is(frame.contentDocument?.querySelector('main')?.dataset.hydrated, 'changed');
});

test.run();
