import type { Case } from '../case.ts';
import type { Tools } from '../tools.ts';
import { host, https, pins } from '../needs.ts';
import { pinFailure, refuses, secure, strange } from './pinned.ts';

const leaf = (t: Tools): string => t.server.https?.pins.leaf ?? '';
const every = 'pins every request to that host, without touching the code that makes them';
const both = 'a request must satisfy both these and its own `certs`';
const nameOf = (url: string): string => url.replace(/^https?:\/\/([^:/]+).*$/, '$1');

/** The host's pins for the name of this URL. */
const hostPins = (url: string, ...list: readonly string[]) => ({ pins: { [nameOf(url)]: list } });

const byHost: readonly Case[] = [
  {
    id: 'certs/host/passes',
    source: 'D',
    quote: every,
    needs: [https, pins, host],
    run: async t => {
      await t.success({ url: secure(t) }, hostPins(secure(t), strange, leaf(t)));
    },
  },
  {
    id: 'certs/host/fails',
    source: 'D',
    quote: every,
    needs: [https, pins, host],
    run: t => refuses(t, { url: secure(t) }, hostPins(secure(t), strange)),
  },
  {
    id: 'certs/host/no-other-host',
    source: 'D',
    quote: every,
    needs: [https, pins, host],
    run: async t => {
      await t.success({ url: secure(t) }, { pins: { 'api.example.com': [strange] } });
    },
  },
  {
    id: 'certs/host/and-its-own-fail',
    source: 'D',
    quote: both,
    needs: [https, pins, host],
    run: t => refuses(t, { url: secure(t), certs: [strange] }, hostPins(secure(t), leaf(t))),
  },
  {
    id: 'certs/host/its-own-pass-and-the-hosts-fail',
    source: 'D',
    quote: both,
    needs: [https, pins, host],
    run: t => refuses(t, { url: secure(t), certs: [leaf(t)] }, hostPins(secure(t), strange)),
  },
  {
    id: 'certs/host/both-pass',
    source: 'D',
    quote: both,
    needs: [https, pins, host],
    run: async t => {
      const issuer = t.server.https?.pins.issuer ?? '';
      await t.success({ url: secure(t), certs: [leaf(t)] }, hostPins(secure(t), issuer));
    },
  },
  {
    id: 'certs/no-tls/the-hosts-pins-and-http',
    source: 'D',
    quote: 'Non-empty `certs` with an `http:` URL → pin failure.',
    needs: [pins, host],
    run: async t => {
      const err = await t.fail({ url: t.url() }, hostPins(t.url(), strange));
      t.failsWith(err, pinFailure, 600001);
      await t.fence();
      t.equal((await t.seen()).length, 0, 'the number of requests that reached the server');
    },
  },
];

const lists = "The failure's `cause` lists the host, the pins asked for and the pins presented.";

const causes: readonly Case[] = [
  {
    id: 'certs/cause/host-asked-and-presented',
    source: 'D',
    quote: lists,
    needs: [https, pins],
    run: async t => {
      const { cause } = await t.fail({ url: secure(t), certs: [strange] });
      const text = cause instanceof Error ? cause.message : String(cause);
      const { leaf: shown = '', issuer = '' } = t.server.https?.pins ?? {};
      for (const part of [nameOf(secure(t)), strange, shown, issuer])
        t.ok(text.includes(part), 'the message of cause', `that it names ${part}`, text);
    },
  },
  {
    id: 'certs/cause/not-what-was-merely-sent-along',
    source: 'D',
    quote: lists,
    needs: [https, pins],
    run: async t => {
      const { cause } = await t.fail({ url: secure(t, '/', 'sentAlong'), certs: [strange] });
      const text = cause instanceof Error ? cause.message : String(cause);
      const stranger = t.server.https?.pins.stranger ?? '';
      t.ok(!text.includes(stranger), 'the message of cause', `that it does not name ${stranger}`, text);
    },
  },
];

/** SPEC §7: the host's pins, and what a failure says. */
export const certsHost: readonly Case[] = [...byHost, ...causes];
