import '@wxreq/node/install';
import axios from 'axios';
import type { AxiosAdapter } from 'axios';
import axios0 from 'axios-0';
import mpAdapter from 'axios-miniprogram-adapter';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { bytes, rejection, startServer } from './support/server.ts';
import type { Echo, Server } from './support/server.ts';

type Adapt = (
  config: object,
  hooks?: { transformRequestOption: (option: Option) => Option },
) => Promise<never>;
type Option = { readonly header: object };

// Both say that they are CommonJS: what is imported may be the module or its default.
const adapt: Adapt = Reflect.get(mpAdapter, 'default') ?? mpAdapter;

/** axios 1 hands over its headers as an object of a class of its own; `wx.request` wants a plain one. */
const plainHeader: AxiosAdapter = config =>
  adapt(config, { transformRequestOption: option => ({ ...option, header: { ...option.header } }) });

/** What both versions have in common. */
interface Client {
  get<T>(url: string, config?: object): Promise<Answer<T>>;
  post<T>(url: string, data: unknown, config?: object): Promise<Answer<T>>;
}
interface Answer<T> {
  readonly status: number;
  readonly data: T;
  readonly headers: unknown;
}

const clients: readonly (readonly [version: string, client: Client])[] = [
  ['axios 0.27', axios0.create({ adapter: adapt })],
  ['axios 1', axios.create({ adapter: plainHeader })],
];

let server: Server;

for (const [version, client] of clients) {
  const test = suite(`clients: ${version} with axios-miniprogram-adapter`);
  test.before(async () => {
    server = await startServer();
  });
  test.after(() => server.close());

  const at = (path: string): string => `${server.origin}${path}`;

  test('GET with params and a header', async () => {
    const { status, data, headers } = await client.get<Echo>(at('/echo?page=1'), {
      params: { q: '咖啡', tags: ['a', 'b'] },
      headers: { 'x-token': 't' },
    });
    const url = '/echo?page=1&q=%E5%92%96%E5%95%A1&tags[]=a&tags[]=b';
    assert.equal([status, data.method, data.url, data.token], [200, 'GET', url, 't']);
    assert.is(Reflect.get(Object(headers), 'x-server'), 'real');
  });

  test('POST with an object, and with a form', async () => {
    const json = await client.post<Echo>(at('/echo'), { name: 'tea', of: [1] });
    assert.equal(
      [json.data.method, json.data.contentType, json.data.body],
      ['POST', 'application/json', '{"name":"tea","of":[1]}'],
    );
    const form = await client.post<Echo>(at('/echo'), new URLSearchParams({ name: 'a b' }));
    assert.is(form.data.body, 'name=a+b');
    assert.match(String(form.data.contentType), /^application\/x-www-form-urlencoded/);
  });

  test('404 is rejected, with the response', async () => {
    const { response } = await rejection(client.get(at('/missing')));
    const { status, data } = response as { status: number; data: Echo };
    assert.equal([status, data.url], [404, '/missing']);
  });

  test('a time-out', async () => {
    const { code, message } = await rejection(client.get(at('/never'), { timeout: 50 }));
    assert.equal([code, message], ['ECONNABORTED', 'timeout of 50ms exceeded']);
  });

  test('a server that is not there', async () => {
    const gone = await startServer();
    await gone.close();
    assert.is((await rejection(client.get(gone.origin))).message, 'Network Error');
  });

  test('cancelled: rejected, and the connection is closed', async () => {
    const { CancelToken } = version === 'axios 1' ? axios : axios0;
    const source = CancelToken.source();
    const hungUp = server.hungUp();
    const request = rejection(client.get(at('/never'), { cancelToken: source.token }));
    setTimeout(() => {
      source.cancel('enough');
    }, 30);
    assert.is((await request).message, 'enough');
    await hungUp;
  });

  test('bytes, there and back', async () => {
    const { data } = await client.get<ArrayBuffer>(at('/bytes'), { responseType: 'arraybuffer' });
    assert.equal(new Uint8Array(data), bytes);
    const sent = await client.post<Echo>(at('/echo'), bytes.buffer);
    assert.equal(Uint8Array.from(Buffer.from(sent.data.body, 'latin1')), bytes);
  });

  test.run();
}
