/** Scenes about failures: each says exactly what went wrong. */
import { ok, seen } from '../expect.mjs';

const fails = ['fail', 'complete'];

/** @type {import('../story.mjs').Scene[]} */
export const failing = [
  {
    title: 'Enough gossip: abort',
    tale: 'After abort() only fail and complete fire, and the server is let go.',
    clauses: 'task/abort',
    code({ request, https }) {
      const task = request({ url: `${https}/gossip` });
      task.onHeadersReceived(() => task.abort());
    },
    awaits: 'left',
    expect: ({ rung }) => ({
      saw: [seen('GET https /gossip')],
      calls: [{ events: ['headersReceived', ...fails], result: { errMsg: 'request:fail abort' } }],
      also: [['the server saw its client close the connection', rung('left') > 0, true]],
    }),
  },
  {
    title: 'Silence: a timeout',
    tale: 'The server says nothing. After 250 ms neither do we.',
    clauses: 'task/timeout',
    code({ request, https }) {
      request({ url: `${https}/silence`, timeout: 250 });
    },
    awaits: 'left',
    expect: ({ calls, rung }) => ({
      saw: [seen('GET https /silence')],
      calls: [{ events: fails, result: { errMsg: 'request:fail timeout', errno: 5 } }],
      also: [
        ['it took its 250 ms, not less', msOf(calls[0]) >= 249, true],
        ['the server saw its client close the connection', rung('left') > 0, true],
      ],
    }),
  },
  {
    title: 'Nobody at the door',
    tale: 'Nobody listens on this port, and fail says so.',
    clauses: '§6 refused',
    code({ request, nobody }) {
      request({ url: `${nobody}/tea` });
    },
    expect: () => ({
      saw: [],
      calls: [
        {
          events: fails,
          result: { errMsg: 'request:fail -102:net::ERR_CONNECTION_REFUSED', errno: 600001 },
        },
      ],
    }),
  },
  {
    title: 'An address that is none',
    tale: 'request() never throws: even this is told by fail, a moment later.',
    clauses: 'call/bad-url, call/later',
    code({ request }) {
      request({ url: 'htps://tea.example/menu' });
    },
    expect: () => ({
      saw: [],
      calls: [
        {
          events: fails,
          result: { errMsg: 'request:fail invalid url "htps://tea.example/menu"', errno: 600009 },
        },
      ],
    }),
  },
  {
    title: 'The right key, and a wrong one',
    tale: 'Pins name the public key we trust. On a wrong one no request leaves.',
    clauses: 'certs/before-any-byte',
    code({ request, https, pins }) {
      request({ url: `${https}/till`, certs: [pins.leaf] });
      request({ url: `${https}/till`, certs: [pins.stranger] });
    },
    expect: () => ({
      saw: [seen('GET https /till')],
      calls: [
        { result: ok({ till: 'open' }) },
        {
          events: fails,
          result: { errMsg: 'request:fail certificate pinning failure', errno: 600001 },
        },
      ],
    }),
  },
];

function msOf(call) {
  return call.events[0]?.at - call.start;
}
