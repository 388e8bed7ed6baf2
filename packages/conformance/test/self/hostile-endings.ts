import type { Sink } from '@wxreq/core';
import type { Hostile } from './hostile.ts';
import { hearing, sending, spoilt } from './hostile.ts';

/** Adapters that end an exchange wrongly, or go on after it. */
export const hostileEndings: readonly Hostile[] = [
  {
    name: 'takes a broken response for a whole one',
    subject: spoilt((request, sink, perfect) => perfect.send(request, sink).catch(() => ({}))),
    breaks: [
      'call/any-status/a-body-cut-short-is-fail',
      'response/content-encoding/six-are-too-many',
      'response/too-large/a-head-of-270-kb',
      'task/order/fail-after-a-chunk',
      'redirect/security/every-hop-against-the-pins',
      'transport/resend/never-after-a-head',
      'failures/dns/no-such-name',
      'failures/refused/nobody-listens',
      'failures/cert-name/another-name',
      'failures/cert-date/expired',
      'failures/cert-authority/unknown',
      'failures/tls/no-tls-at-all',
      'failures/reset/before-the-head',
      'failures/encoding/no-gzip',
      'failures/pin/words',
      'failures/cause/the-runtimes-own-error',
      'certs/match/none',
      'certs/before-any-byte/none-leaves',
      'certs/frequency/every-request-unless-told-otherwise',
      'certs/host/fails',
      'certs/cause/host-asked-and-presented',
      'host/rewrite-url/pins-that-do-not-fit-where-it-leads',
    ],
    within: [
      'call/any-status/',
      'response/content-encoding/',
      'response/too-large/',
      'task/order/',
      'redirect/security/',
      'transport/resend/',
      'failures/',
      'certs/',
      'host/rewrite-url/',
    ],
  },
  {
    name: 'rejects with what is no error',
    subject: spoilt((request, sink, perfect) =>
      perfect.send(request, sink).catch(() => Promise.reject(Object.create(null))),
    ),
    breaks: [
      'response/content-encoding/six-are-too-many',
      'response/too-large/a-head-of-270-kb',
      'redirect/security/every-hop-against-the-pins',
      'failures/dns/no-such-name',
      'failures/refused/nobody-listens',
      'failures/cert-name/another-name',
      'failures/cert-date/expired',
      'failures/cert-authority/unknown',
      'failures/tls/no-tls-at-all',
      'failures/reset/before-the-head',
      'failures/protocol/not-http',
      'failures/encoding/no-gzip',
      'failures/pin/words',
      'failures/cause/the-runtimes-own-error',
      'certs/match/none',
      'certs/before-any-byte/none-leaves',
      'certs/frequency/every-request-unless-told-otherwise',
      'certs/host/fails',
      'certs/cause/host-asked-and-presented',
      'host/rewrite-url/pins-that-do-not-fit-where-it-leads',
    ],
    within: [
      'response/content-encoding/',
      'response/too-large/',
      'redirect/security/',
      'failures/',
      'certs/',
      'host/rewrite-url/',
    ],
  },
  {
    name: 'never hears that it is to stop',
    subject: hearing(() => ({ onCancel: () => {} })),
    breaks: [
      'response/too-large/the-transfer-stops',
      'task/abort/closes-the-connection-before-the-head',
      'task/abort/closes-the-connection-in-the-body',
      'task/abort/the-second-hop',
      'task/interrupt/in-flight',
      'transport/resend/never-after-abort',
    ],
  },
  {
    name: 'tries once more whatever failed',
    subject: spoilt(async (request, sink, perfect) => {
      let born = false;
      const head: Sink['head'] = given => {
        born = true;
        return sink.head(given);
      };
      const once = () => perfect.send(request, { ...sink, head });
      return once().catch((error: unknown) => (born ? Promise.reject(error) : once()));
    }),
    breaks: [
      'transport/resend/never-a-post',
      'transport/resend/never-a-post-without-a-body',
      'transport/resend/never-a-put',
      'transport/resend/never-a-delete',
      'transport/resend/never-after-half-a-head',
      'transport/resend/never-after-an-informational-head',
      'transport/resend/never-after-something-else-than-http',
      'transport/resend/never-twice',
    ],
  },
  {
    name: 'does not look at pins',
    subject: sending(() => ({ pins: [] })),
    breaks: [
      'redirect/security/every-hop-against-the-pins',
      'failures/pin/words',
      'certs/match/none',
      'certs/before-any-byte/none-leaves',
      'certs/frequency/every-request-unless-told-otherwise',
      'certs/host/fails',
      'certs/cause/host-asked-and-presented',
      'host/rewrite-url/pins-that-do-not-fit-where-it-leads',
    ],
    within: [
      'redirect/security/every-hop-against-the-pins',
      'failures/pin/words',
      'certs/match/',
      'certs/before-any-byte/',
      'certs/frequency/',
      'certs/host/',
      'certs/cause/',
      'host/rewrite-url/pins-that-do-not-fit-where-it-leads',
    ],
  },
];
