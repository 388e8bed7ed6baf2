/** What the reference server does in the playground's room: a small tea house. */

/** @typedef {import('@wxreq/conformance/server').Step} Step */

const json = (value, status = 200, headers = []) => [
  { head: status, headers: [['content-type', 'application/json; charset=utf-8'], ...headers] },
  { send: { text: JSON.stringify(value) } },
];

const lineMs = 160;
const poem = ['青山', '不墨', '千秋画，\n', '绿水', '无弦', '万古琴。\n'];

/** A second cup of each line, cut in the middle of a character: a chunk may end anywhere. */
const pieces = poem.flatMap(text => {
  const bytes = Buffer.from(text);
  return [bytes.subarray(0, 4), bytes.subarray(4)];
});

const seal = '89504e470d0a1a0a000000ff7f80e88cb6';

/** @type {Record<string, readonly Step[]>} */
const routes = {
  '/menu': json({ page: 2, teas: ['龙井 Longjing', '碧螺春 Biluochun', '铁观音 Tieguanyin'] }),
  '/orders': json({ order: 7, tea: 'Longjing & jasmine', cups: 2 }, 201),
  '/poem': [
    { head: 200, headers: [['content-type', 'text/plain; charset=utf-8']] },
    ...pieces.flatMap(bytes => [{ pause: lineMs }, { send: { hex: bytes.toString('hex') } }]),
  ],
  '/never': [{ stop: 'stall' }],
  '/coffee': json({ error: 'This is a tea house.' }, 404),
  '/pay': [{ head: 303, headers: [['location', './receipt']] }],
  '/receipt': json({ order: 7, paid: true }),
  '/guests': json({ welcome: 'Lu Yu' }, 200, [
    ['set-cookie', 'visit=1; Path=/try; HttpOnly'],
    ['set-cookie', 'tea=oolong; Path=/try; Expires=Fri, 01 Jan 2100 00:00:00 GMT'],
  ]),
  '/seal': [{ head: 200, headers: [['content-type', 'application/octet-stream']] }, { send: { hex: seal } }],
  '/gossip': [
    {
      head: 200,
      headers: [
        ['content-type', 'text/plain'],
        ['content-length', '40'],
      ],
    },
    { send: { text: 'Have you heard that' } },
    { pause: lineMs },
    { stop: 'cut' },
  ],
  '/till': json({ till: 'open' }),
  // What no page may take for its own code.
  '/rumour': [
    {
      head: 200,
      headers: [
        ['content-type', 'text/plain'],
        ['x-rumour', '<img src=x onerror="globalThis.rumour=1">'],
      ],
    },
    { send: { text: '<img src=x onerror="globalThis.rumour=2"><script>globalThis.rumour=3</script>' } },
  ],
};

/**
 * @param {string} rest  path and query
 * @returns {readonly Step[] | undefined}
 */
export function stepsFor(rest) {
  const path = rest.replace(/\?.*/s, '');
  return Object.hasOwn(routes, path) ? routes[path] : undefined;
}
