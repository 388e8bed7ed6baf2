/** Scenes about what comes: bytes, heads before bodies, streams, cookies, redirects, statuses. */
import { pixels, sealBytes, teapot } from '../art.mjs';
import { ok, okAs, seen } from '../expect.mjs';

const streamed = { 'transfer-encoding': 'chunked' };

/** @type {import('../story.mjs').Scene[]} */
export const receiving = [
  {
    title: 'The seal, as bytes',
    tale: 'responseType arraybuffer: 32 bytes come as they are, never parsed.',
    clauses: 'response/arraybuffer',
    code({ request, https, draw }) {
      request({
        url: `${https}/seal`,
        responseType: 'arraybuffer',
        success: ({ data }) => draw(pixels(data)),
      });
    },
    expect: () => ({
      saw: [seen('GET https /seal')],
      calls: [{ result: okAs(sealBytes.buffer, { 'content-type': 'image/x-seal', 'content-length': '32' }) }],
    }),
  },
  {
    title: 'The head before the body',
    tale: 'The server holds the body back until we pour: we know the head by then.',
    clauses: 'task/headers-event',
    code({ request, https, pour }) {
      const task = request({ url: `${https}/kettle` });
      task.onHeadersReceived(({ statusCode }) => {
        if (statusCode === 200) pour();
      });
    },
    expect: () => ({
      saw: [seen('GET https /kettle')],
      calls: [{ result: okAs('Tea is served.', { 'content-type': 'text/plain', ...streamed }) }],
    }),
  },
  {
    title: 'A teapot, drawn as it comes',
    tale: 'enableChunked: each piece is handed over at once, and nothing is kept.',
    clauses: 'task/chunked-mode',
    isDrawn: true,
    code({ request, https, draw }) {
      const task = request({ url: `${https}/teapot`, enableChunked: true });
      const decoder = new TextDecoder(); // a chunk may end inside a character
      task.onChunkReceived(({ data }) => {
        draw(decoder.decode(data, { stream: true }));
      });
    },
    expect: ({ calls, rung }) => ({
      saw: [seen('GET https /teapot')],
      calls: [{ result: okAs('', { 'content-type': 'text/plain; charset=utf-8', ...streamed }) }],
      also: [
        ['the chunks make up the whole teapot, to the byte', textOf(calls[0]), teapot],
        ['it was drawn while it was being sent', firstChunk(calls[0]) < rung('last line'), true],
      ],
    }),
  },
  {
    title: 'A guest with cookies',
    tale: 'Each Set-Cookie whole, commas too. No jar: only what you send is sent.',
    clauses: 'response/cookies',
    code({ request, https }) {
      request({
        url: `${https}/guests`,
        method: 'POST',
        success({ cookies }) {
          const cookie = cookies.map(each => each.split(';')[0]).join('; ');
          request({ url: `${https}/table`, header: { cookie } });
        },
      });
    },
    expect: ({ saw }) => {
      const cookies = ['guest=42; Path=/; HttpOnly', 'tea=oolong; Expires=Fri, 01 Jan 2100 00:00:00 GMT'];
      return {
        saw: [
          seen('POST https /guests', { header: { 'content-length': '0' } }),
          seen('GET https /table', { header: { cookie: 'guest=42; tea=oolong' } }),
        ],
        calls: [
          { result: ok({ welcome: 'Lu Yu' }, { cookies, header: { 'set-cookie': cookies.join(', ') } }) },
          { result: ok({ table: 5 }) },
        ],
        also: [
          [
            'no cookie went along but those we sent: guest=42; tea=oolong',
            saw.map(({ header }) => header.cookie ?? 'none'),
            ['none', 'guest=42; tea=oolong'],
          ],
        ],
      };
    },
  },
  {
    title: 'Paid, and sent on to the receipt',
    tale: 'A 303 turns POST into GET. The password stays with the origin it is for.',
    clauses: 'redirect/follow, redirect/security',
    code({ request, http }) {
      request({
        url: `${http}/pay`,
        method: 'POST',
        header: { authorization: 'Bearer s3cret' },
        data: { yuan: 36 },
      });
    },
    expect: ({ saw }) => ({
      saw: [
        seen('POST http /pay', { body: '{"yuan":36}', header: { authorization: 'Bearer s3cret' } }),
        seen('GET https /receipt', { header: { 'content-type': undefined } }),
      ],
      calls: [{ result: ok({ paid: true }) }],
      also: [
        [
          'the receipt was asked for without the password',
          saw.map(({ header }) => header.authorization ?? 'none'),
          ['Bearer s3cret', 'none'],
        ],
      ],
    }),
  },
  {
    title: 'No coffee: a 404 is a success',
    tale: 'Whatever the status, an answer is an answer. fail is for none at all.',
    clauses: 'call/any-status',
    code({ request, https }) {
      request({ url: `${https}/coffee` });
    },
    expect: () => ({
      saw: [seen('GET https /coffee')],
      calls: [{ result: ok({ error: 'This is a tea house.' }, { statusCode: 404 }) }],
    }),
  },
];

const chunksOf = call => call.events.filter(({ name }) => name === 'chunkReceived');

function textOf(call) {
  return Buffer.concat(chunksOf(call).map(({ result }) => new Uint8Array(result.data))).toString();
}

function firstChunk(call) {
  return chunksOf(call)[0]?.at;
}
