import * as assert from 'uvu/assert';
import { suite } from '../../../../scripts/testing/suite.ts';
import { openApp, type App } from './opened.ts';

const test = suite<{ app: App }>('playground: page');

test.before.each(async context => {
  context.app = await openApp();
});

const whole = 'queued sent headersReceived chunk success complete';

/** How each preset ends, and what the server has seen by then. */
const endings: Record<string, { moments?: string; verdict: string; seen: string[] }> = {
  get: {
    verdict: 'success 200',
    seen: [
      'GET /menu?page=2&lang=zh&q=%E8%8C%B6%20%26%20%E5%92%96%E5%95%A1&near=%5B121.47%2C31.23%5D HTTP/1.1',
    ],
  },
  form: { verdict: 'success 201', seen: ['POST /orders HTTP/1.1'] },
  stream: { verdict: 'success 200', seen: ['GET /poem HTTP/1.1'] },
  abort: {
    moments: 'queued sent headersReceived chunk abort fail complete',
    verdict: 'fail abort',
    seen: ['GET /poem HTTP/1.1we left before the answer was whole'],
  },
  timeout: {
    moments: 'queued sent fail complete',
    verdict: 'fail timeout',
    seen: ['GET /never HTTP/1.1we left before the answer was whole'],
  },
  missing: { verdict: 'success 404', seen: ['GET /coffee HTTP/1.1'] },
  redirect: { verdict: 'success 200', seen: ['POST /pay HTTP/1.1', 'GET /receipt HTTP/1.1'] },
  cookies: { verdict: 'success 200', seen: ['GET /guests HTTP/1.1'] },
  cross: {
    verdict: 'success 200',
    seen: ['OPTIONS /menu HTTP/1.1preflight, the browser’s own', 'GET /menu HTTP/1.1'],
  },
  bytes: { verdict: 'success 200', seen: ['GET /seal HTTP/1.1'] },
  cut: {
    moments: 'queued sent headersReceived chunk fail complete',
    verdict: 'fail -101:net::ERR_CONNECTION_RESET',
    seen: ['GET /gossip HTTP/1.1'],
  },
  nobody: { moments: 'queued sent fail complete', verdict: 'fail network error', seen: [] },
  refused: {
    moments: 'queued fail complete',
    verdict: 'fail certs is not supported on this platform',
    seen: [],
  },
};

test('every preset has its ending here', ({ app }) => {
  assert.equal(
    app.all('[data-preset]').map(button => button.dataset.preset),
    Object.keys(endings),
  );
});

for (const [id, { moments = whole, verdict, seen }] of Object.entries(endings)) {
  test(`preset ${id} ends as the specification says, and the server saw what it should`, async ({ app }) => {
    app.choose(id);
    app.send();
    await app.until(() => app.verdict() !== '');
    assert.equal([app.moments(), app.verdict()], [moments, verdict]);
    await app.until(
      () => app.seen().join() === seen.join() && !/^Method/.test(app.texts('.seen .empty').join()),
    );
    const empty = app.texts('.seen .empty');
    if (id === 'refused') assert.equal(empty, ['Nothing: not one request arrived.']);
  });
}

test('what is refused is said at its field before anything is sent, in the words of the failure', async ({
  app,
}) => {
  const why = (field: string) => app.texts(`[data-field=${field}] .why`).join();
  app.choose('refused');
  await app.until(() => why('certs') !== '');
  assert.is(why('certs'), 'request:fail certs is not supported on this platform');
  assert.equal(app.texts('.forecast'), [`Nothing will be sent: ${why('certs')}`]);
  assert.is(app.all('textarea[aria-label=certs]')[0]?.getAttribute('aria-invalid'), 'true');

  app.choose('missing');
  await app.until(() => why('certs') === '');
  assert.equal(app.texts('.forecast:not([hidden])'), []);
  app.type('select[aria-label=method]', 'PATCH');
  await app.until(() => why('method') !== '');
  assert.is(why('method'), 'request:fail method is invalid');
  app.type('select[aria-label=method]', 'GET');
  app.type('[aria-label=url]', 'ftp://tea');
  await app.until(() => why('url') !== '');
  assert.is(why('url'), 'request:fail invalid url "ftp://tea"');
});

test('what a page silently loses is told: at the field before, and among the moments after', async ({
  app,
}) => {
  app.choose('cookies');
  await app.until(() => app.texts('[data-field=header] .why .lost').join() === 'browser drops cookie');
  app.send();
  await app.until(() => app.verdict() !== '');
  assert.equal(app.notices(), ['header/transport', 'response/cookies']);
});

test('the form is the body that the server saw; bytes are shown in hex', async ({ app }) => {
  app.choose('form');
  app.send();
  await app.until(() => app.seen().length > 0);
  assert.equal(app.texts('.request pre'), ['tea=Longjing%20%26%20jasmine&cups=2']);
  app.choose('bytes');
  app.send();
  await app.until(() => /ArrayBuffer, 17 bytes/.test(app.texts('.part h3').join()));
  assert.match(app.texts('.result pre').join(), /^0000 {2}89 50 4e 47 .* ·PNG/);
});

test('what a server or an address says never becomes HTML', async ({ app }) => {
  const evil = 'http://<img src=x onerror="globalThis.rumour=0">';
  app.choose('missing');
  app.type('[aria-label=url]', `${location.origin}/try/rumour`);
  app.send();
  await app.until(() => app.verdict() === 'success 200');
  assert.match(app.texts('.result pre').join(), /^<img src=x onerror="globalThis\.rumour=2"><script>/);
  assert.ok(app.texts('.result dd').includes('<img src=x onerror="globalThis.rumour=1">'));
  app.type('[aria-label=url]', evil);
  await app.until(() => app.texts('[data-field=url] .why').join().includes(evil));
  app.send();
  await app.until(() => app.verdict() !== '' && app.verdict() !== 'success 200');
  assert.equal([...app.root.querySelectorAll('img, script')], []);
  assert.is(Reflect.get(globalThis, 'rumour'), undefined);
});

test('Send is Abort while a request is under way, and it is heard', async ({ app }) => {
  app.choose('timeout');
  app.type('[data-field=timeout] input', '9000');
  app.send();
  await app.until(() => app.texts('.send').join() === 'Abort' && app.moments() === 'queued sent');
  app.send();
  await app.until(() => app.verdict() !== '');
  assert.equal([app.moments(), app.verdict()], ['queued sent abort fail complete', 'fail abort']);
  assert.equal(app.texts('.send'), ['Send']);
});

test('text that is no JSON is not sent, and says so at its field', async ({ app }) => {
  app.choose('get');
  app.type('textarea[aria-label=data]', '{ tea }');
  await app.until(() => app.texts('[data-field=data] .why').join() !== '');
  app.send();
  await app.until(() => /^Not sent/.test(app.texts('.status').join()));
  assert.is(app.moments(), '');
});

test('every control has a name, and every part a title', ({ app }) => {
  const nameOf = (element: HTMLElement) =>
    element.getAttribute('aria-label') ?? element.closest('label')?.textContent ?? element.textContent ?? '';
  for (const control of app.all('input, select, textarea, button')) assert.not.equal(nameOf(control), '');
  for (const part of app.all('section')) {
    assert.not.equal(document.getElementById(part.getAttribute('aria-labelledby') ?? '')?.textContent, '');
  }
});

test.run();
