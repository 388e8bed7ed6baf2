import type { Case } from '../case.ts';
import { https, pins } from '../needs.ts';
import { secure, strange } from './pinned.ts';

const malformed = 'Malformed → `request:fail invalid certs "<entry>"`, 600005, before connecting.';
const hinted = 'When the length is off, the message says so.';
const right = '44 characters, `^sha256/[A-Za-z0-9+/]{43}=$`';
const short = `sha256/${'A'.repeat(42)}=`;

/** What is no pin. `isWhole`: the message is nothing but the words; one about a length may say more. */
function wrong(id: string, certs: unknown, entry: string, isWhole = true): Case {
  return {
    id: `certs/format/${id}`,
    source: 'D',
    quote: malformed,
    run: async t => {
      const words = `request:fail invalid certs "${entry}"`;
      const { errMsg, errno } = await t.fail({ url: t.url(), certs });
      const found = isWhole ? errMsg : errMsg.slice(0, words.length);
      t.equal({ errMsg: found, errno }, { errMsg: words, errno: 600005 }, 'what fail() was told');
      await t.fence();
      t.equal((await t.seen()).length, 0, 'the number of requests that reached the server');
    },
  };
}

const one = (entry: string): readonly [unknown, string] => [[entry], entry];
const a43 = 'A'.repeat(43);

/** SPEC §7: what a pin looks like. */
export const certsFormat: readonly Case[] = [
  wrong('too-short', ...one(short), false),
  wrong('too-long', ...one(`sha256/A${a43}=`), false),
  wrong('nothing', ...one(''), false),
  wrong('no-prefix', ...one(`${a43}=`), false),
  wrong('another-hash', ...one(`sha1/${a43}=`), false),
  wrong('prefix-in-capitals', ...one(`SHA256/${a43}=`), false),
  wrong('no-base64', ...one(`sha256/${'*'.repeat(43)}=`)),
  wrong('base64-for-urls', ...one(`sha256/${'A'.repeat(41)}-_=`)),
  wrong('no-padding', ...one(`sha256/A${a43}`)),
  wrong('spaces-around', ...one(` ${strange} `), false),
  wrong('a-line-feed-behind', ...one(`${strange}\n`), false),
  wrong('one-among-good-ones', [strange, short, strange], short, false),
  wrong('the-first-is-named', [strange, short, 'sha256/B'], short, false),
  {
    id: 'certs/format/no-array',
    source: 'D',
    quote: malformed,
    run: async t => {
      const { errno } = await t.fail({ url: t.url(), certs: strange });
      t.equal(errno, 600005, 'errno');
      await t.fence();
      t.equal((await t.seen()).length, 0, 'the number of requests that reached the server');
    },
  },
  {
    id: 'certs/format/the-message-says-that-the-length-is-off',
    source: 'D',
    quote: hinted,
    needs: [pins],
    run: async t => {
      const { errMsg } = await t.fail({ url: t.url(), certs: [short] });
      t.ok(/\b43\b.*\b44\b/.test(errMsg), 'errMsg', 'that it names both lengths, 43 and 44', errMsg);
    },
  },
  {
    id: 'certs/format/plus-and-slash',
    source: 'T',
    quote: right,
    needs: [https, pins],
    run: async t => {
      const certs = [`sha256/${'+/'.repeat(21)}A=`, t.server.https?.pins.leaf];
      await t.success({ url: secure(t), certs });
    },
  },
];
