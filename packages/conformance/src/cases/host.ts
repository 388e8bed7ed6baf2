import type { Case } from '../case.ts';
import { host } from '../needs.ts';

const domainRule = 'Else `request:fail url not in domain list`, 600002, and nothing is sent.';

function rejects(option: string, value: unknown): Case {
  return {
    id: `host/checked/${option.toLowerCase()}`,
    source: 'D',
    quote: 'checks its options once and throws a TypeError that names the wrong one',
    needs: [host],
    run: t => {
      let thrown: unknown;
      try {
        t.host({ [option]: value });
      } catch (error) {
        thrown = error;
      }
      t.ok(
        thrown instanceof TypeError && thrown.message.includes(option),
        'what createRequest threw',
        `a TypeError that names ${option}`,
        thrown,
      );
      return Promise.resolve();
    },
  };
}

/** SPEC §8: host options. */
export const hostOptions: readonly Case[] = [
  rejects('timeout', 'soon'),
  rejects('domains', 'https://a.test'),
  rejects('header', 1),
  rejects('maxResponseBytes', -1),
  rejects('extraMethods', 'PATCH'),
  rejects('nonsense', true),
  {
    id: 'host/domains/not-in-the-list',
    source: 'W',
    quote: domainRule,
    needs: [host],
    run: async t => {
      const err = await t.fail({ url: t.url() }, { domains: ['https://api.example.com'] });
      t.failsWith(err, 'request:fail url not in domain list', 600002);
      t.equal((await t.seen()).length, 0, 'the number of requests that reached the server');
    },
  },
  {
    id: 'host/domains/in-the-list',
    source: 'W',
    quote: 'allow-list of origins such as `https://api.example.com`, compared by `URL#origin`',
    needs: [host],
    run: async t => {
      await t.success({ url: t.url() }, { domains: ['https://api.example.com', t.server.http] });
    },
  },
  {
    id: 'host/rewrite-url/after-the-domain-check',
    source: 'D',
    quote: '`rewriteUrl(url)` is applied after the domain check',
    needs: [host],
    run: async t => {
      const rewriteUrl = (url: string): string =>
        url.replace('https://api.example.com', t.url('', t.server.http));
      await t.success(
        { url: 'https://api.example.com/p?x=1' },
        { domains: ['https://api.example.com'], rewriteUrl },
      );
      t.equal((await t.arrived()).target, '/p?x=1', 'the target that the server saw');
    },
  },
];
