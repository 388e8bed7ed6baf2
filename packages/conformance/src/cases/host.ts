import type { Case } from '../case.ts';
import type { Need } from '../needs.ts';
import { hops, host, not, pins, queue } from '../needs.ts';

const rule =
  'checks its options once and throws a TypeError that names the wrong one: this is configuration, not a request.';

/** What `createRequest` throws for these options; undefined: nothing. */
function thrownBy(make: () => unknown): unknown {
  try {
    make();
  } catch (error) {
    return error;
  }
  return undefined;
}

function rejects(id: string, option: string, value: unknown, needs: readonly Need[] = []): Case {
  return {
    id: `host/checked/${id}`,
    source: 'D',
    quote: rule,
    needs: [host, ...needs],
    run: async t => {
      const thrown = thrownBy(() => t.host({ [option]: value }));
      const isRight = thrown instanceof TypeError && thrown.message.includes(option);
      t.ok(isRight, 'what createRequest threw', `a TypeError that names ${option}`, thrown);
      await t.fence();
    },
  };
}

const checked: readonly Case[] = [
  rejects('base-url-that-is-relative', 'baseUrl', 'p'),
  rejects('header-that-is-a-number', 'header', 1),
  rejects('referer-with-a-line-break', 'referer', 'a\nb'),
  rejects('unknown-content-type', 'contentType', 'never'),
  rejects('timeout-that-is-a-text', 'timeout', 'soon'),
  rejects('timeout-that-is-not-positive', 'timeout', 0),
  rejects('max-timeout-that-is-negative', 'maxTimeout', -1),
  rejects('max-concurrent-of-none', 'maxConcurrent', 0),
  rejects('max-concurrent-without-a-queue', 'maxConcurrent', 10, [not(queue)]),
  rejects('extra-methods-that-are-a-text', 'extraMethods', 'PATCH'),
  rejects('extra-method-that-is-no-token', 'extraMethods', ['PA TCH']),
  rejects('max-redirects-that-are-negative', 'maxRedirects', -1),
  rejects('max-redirects-where-none-is-seen', 'maxRedirects', 3, [not(hops)]),
  rejects('max-response-bytes-that-are-negative', 'maxResponseBytes', -1),
  rejects('unknown-header-case', 'headerCase', 'upper'),
  rejects('domains-that-are-a-text', 'domains', 'https://a.test'),
  rejects('domain-with-a-path', 'domains', ['https://a.test/p']),
  rejects('domain-without-a-scheme', 'domains', ['a.test']),
  rejects('rewrite-url-that-is-a-text', 'rewriteUrl', 'https://a.test'),
  rejects('malformed-pins', 'pins', { 'a.test': ['sha256/short='] }),
  rejects('pins-where-none-are-checked', 'pins', { 'a.test': [`sha256/${'A'.repeat(43)}=`] }, [not(pins)]),
  rejects('unknown-pin-check', 'pinCheck', 'sometimes'),
  rejects('on-callback-error-that-is-no-function', 'onCallbackError', true),
  rejects('on-notice-that-is-no-function', 'onNotice', {}),
  rejects('unknown-option', 'nonsense', true),
  {
    id: 'host/checked/undefined-is-absent',
    source: 'D',
    quote: rule,
    needs: [host],
    run: async t => {
      const none = { timeout: undefined, domains: undefined, header: undefined, onNotice: undefined };
      await t.success({ url: t.url() }, none);
    },
  },
];

const listed = 'allow-list of origins such as `https://api.example.com`, compared by `URL#origin`';
const unlisted = 'Else `request:fail url not in domain list`, 600002, and nothing is sent.';

function refused(id: string, domains: (http: string) => readonly string[]): Case {
  return {
    id: `host/domains/${id}`,
    source: 'W',
    quote: unlisted,
    needs: [host],
    run: async t => {
      const err = await t.fail({ url: t.url() }, { domains: domains(t.server.http) });
      t.failsWith(err, 'request:fail url not in domain list', 600002);
      t.equal((await t.seen()).length, 0, 'the number of requests that reached the server');
    },
  };
}

function allowed(
  id: string,
  url: (url: string) => string,
  domains: (http: string) => readonly string[],
): Case {
  return {
    id: `host/domains/${id}`,
    source: 'D',
    quote: listed,
    needs: [host],
    run: async t => {
      await t.success({ url: url(t.url()) }, { domains: domains(t.server.http) });
    },
  };
}

const otherScheme = (http: string): string =>
  http.startsWith('https') ? http.replace('https', 'http') : http.replace('http', 'https');
const same = (text: string): string => text;

const domains: readonly Case[] = [
  refused('not-in-the-list', () => ['https://api.example.com']),
  refused('an-empty-list-allows-nothing', () => []),
  refused('another-scheme', http => [otherScheme(http)]),
  refused('another-port', http => [http.replace(/(:\d+)?$/, ':1')]),
  refused('a-name-that-only-begins-so', http => [http.replace(/(:\d+)?$/, '.test')]),
  allowed('in-the-list', same, http => ['https://api.example.com', http]),
  allowed('in-the-list-with-a-slash', same, http => [`${http}/`]),
  allowed('in-the-list-in-capitals', same, http => [http.toUpperCase()]),
  allowed(
    'called-in-capitals',
    url => url.replace(/^\w+/, scheme => scheme.toUpperCase()),
    http => [http],
  ),
  {
    id: 'host/domains/of-a-resolved-url',
    source: 'D',
    quote: listed,
    needs: [host],
    run: async t => {
      const err = await t.fail({ url: '/p' }, { baseUrl: t.url(), domains: ['https://api.example.com'] });
      t.failsWith(err, 'request:fail url not in domain list', 600002);
    },
  },
];

/** SPEC §8: host options are checked; the list of domains. */
export const hostOptions: readonly Case[] = [...checked, ...domains];
