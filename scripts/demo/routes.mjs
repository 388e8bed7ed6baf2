import { sealBytes, teapot } from './art.mjs';

/** Long enough to be seen drawing, short enough to be waited for. */
const lineMs = 80;

const json =
  (value, status = 200, header = {}) =>
  ({ answer }) =>
    answer('application/json', JSON.stringify(value), status, header);

/**
 * What the tea house does.
 * @type {Record<string, (visit: import('./server.mjs').Visit) => void>}
 */
export const routes = {
  'GET /menu': json({ page: 2, teas: ['Longjing', 'Biluochun'] }),
  'POST /order': json({ order: 7, tea: 'Longjing & jasmine' }, 201),
  'PUT /order/7': json({ order: 7, cups: 3, ready: false }),
  'GET /seal': ({ answer }) => answer('image/x-seal', sealBytes),
  'GET /kettle': boilKettle,
  'GET /teapot': drawTeapot,
  'POST /guests': json({ welcome: 'Lu Yu' }, 200, {
    'set-cookie': ['guest=42; Path=/; HttpOnly', 'tea=oolong; Expires=Fri, 01 Jan 2100 00:00:00 GMT'],
  }),
  'GET /table': json({ table: 5 }),
  'POST /pay': ({ response, at }) =>
    response.writeHead(303, { location: `${at.https}/receipt`, 'content-length': 0 }).end(),
  'GET /receipt': json({ paid: true }),
  'GET /coffee': json({ error: 'This is a tea house.' }, 404),
  'GET /gossip': ({ response }) =>
    response.writeHead(200, { 'content-type': 'text/plain' }).write('Have you heard'),
  'GET /silence': () => {},
  'GET /till': json({ till: 'open' }),
};

/** The head at once; the body when somebody pours. */
async function boilKettle({ response, bells }) {
  response.writeHead(200, { 'content-type': 'text/plain' }).flushHeaders();
  await bells.wait('pour');
  response.end('Tea is served.');
}

/** A line at a time, one of them cut in the middle of a character. */
async function drawTeapot({ response, bells }) {
  const bytes = Buffer.from(teapot);
  const middle = bytes.indexOf('茶') + 1;
  const ends = [...bytes.entries()].filter(([, byte]) => byte === 10).map(([index]) => index + 1);
  response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' });
  let start = 0;
  for (const end of [...ends, middle].sort((a, b) => a - b)) {
    await new Promise(resolve => setTimeout(resolve, lineMs));
    if (end === bytes.length) bells.ring('last line');
    response.write(bytes.subarray(start, end));
    start = end;
  }
  response.end();
}
