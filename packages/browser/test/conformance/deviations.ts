/** Where a page stands: the engine it runs in, and how it reaches the server. */
export interface Place {
  readonly engine: string;
  readonly isSecure: boolean;
  readonly isCross: boolean;
}

interface Deviation {
  readonly reason: string;
  /** Every page unless told. */
  readonly where?: (place: Place) => boolean;
}

const inEngine =
  (...engines: readonly string[]) =>
  ({ engine }: Place): boolean =>
    engines.includes(engine);
const chromium = inEngine('chromium');
const firefox = inEngine('firefox');
const webkit = inEngine('webkit');
const blink = inEngine('chromium', 'firefox');

const resends = 'the engine itself sends a request again when a used connection dies, whatever the method';
const untrusting = 'this engine is started so that it trusts every certificate';

/** The rules that a page cannot keep, by the case's id, with the engine's reason. */
const deviations: Readonly<Record<string, Deviation>> = {
  'call/bad-url/space-in-the-host': {
    reason: "Chromium's URL parser percent-encodes a space in a host",
    where: chromium,
  },
  'call/bad-header/latin-1-is-carried': { reason: 'WebKitGTK sends header values as UTF-8', where: webkit },
  'call/ignored/cache-in-a-page': { reason: 'MiniBrowser in private mode keeps no cache', where: webkit },
  'url/get-merge/escapes-stay-as-they-are': { reason: 'WebKitGTK re-writes escapes in URLs', where: webkit },
  'response/header/latin-1': { reason: 'WebKitGTK reads header values as UTF-8', where: webkit },
  'response/content-encoding/name-in-any-case': {
    reason: 'WebKitGTK knows codings in lower case only',
    where: webkit,
  },
  'response/content-encoding/broken-is-no-success': {
    reason: 'WebKitGTK hands out what it cannot decode, without an error',
    where: webkit,
  },
  'response/content-encoding/broken-after-a-chunk': {
    reason: 'WebKitGTK hands out what it cannot decode, without an error',
    where: webkit,
  },
  'redirect/follow/a-location-in-utf-8': { reason: 'WebKitGTK reads Location as Latin-1', where: webkit },
  'task/headers-event/before-any-of-the-body': {
    reason: 'Firefox shows a head only with the first byte of its body',
    where: firefox,
  },
  'task/queue/ten-at-a-time-unless-told-otherwise': {
    reason: 'Firefox shows a head only with the first byte of its body',
    where: firefox,
  },
  'transport/resend/never-a-post': { reason: resends, where: blink },
  'transport/resend/never-a-post-without-a-body': { reason: resends, where: blink },
  'transport/resend/never-a-put': {
    reason: resends,
    where: place => blink(place) || !place.isCross,
  },
  'transport/resend/never-a-delete': {
    reason: resends,
    where: place => blink(place) || !place.isCross,
  },
  'transport/resend/never-after-half-a-head': {
    reason: resends,
    where: place => (place.isSecure ? firefox(place) && !place.isCross : !firefox(place)),
  },
  'transport/resend/never-after-an-informational-head': {
    reason: resends,
    where: place => webkit(place) || (chromium(place) && place.isSecure && !place.isCross),
  },
  'transport/resend/never-after-a-head': { reason: resends, where: firefox },
  'transport/resend/never-twice': { reason: resends, where: firefox },
  'transport/resend/never-after-something-else-than-http': {
    reason: 'Firefox takes anything for HTTP/0.9; across origins CORS refuses it',
    where: place => firefox(place) && !place.isCross,
  },
  'failures/unknown/not-http': {
    reason: 'Firefox takes anything for HTTP/0.9; across origins CORS refuses it',
    where: place => firefox(place) && !place.isCross,
  },
  'failures/cert-authority/no-byte-is-sent': { reason: untrusting, where: webkit },
  'failures/cert-date/no-byte-is-sent': { reason: untrusting, where: webkit },
  'failures/cert-name/no-byte-is-sent': { reason: untrusting, where: webkit },
  'failures/reset/chunked-body-cut-short': {
    reason: 'WebKitGTK takes a chunked body that is cut short for a whole one',
    where: webkit,
  },
  'failures/reset/chunked-body-reset': {
    reason: 'over TLS WebKitGTK takes a chunked body that is reset for a whole one',
    where: place => webkit(place) && place.isSecure,
  },
};

const atTimes = 'WebKitGTK sends a request again after a reset at times only';

/** The rules that the engine keeps in one run and breaks in the next: neither is held against the page. */
const unsteady: Readonly<Record<string, Deviation>> = {
  'transport/resend/get-after-a-reset': { reason: atTimes, where: webkit },
  'transport/resend/head-after-a-reset': { reason: atTimes, where: webkit },
  'transport/resend/options-after-a-reset': { reason: atTimes, where: webkit },
};

const reasonsAt = (table: Readonly<Record<string, Deviation>>, place: Place): Record<string, string> => {
  const here = Object.entries(table).filter(([, { where }]) => where?.(place) ?? true);
  return Object.fromEntries(here.map(([id, { reason }]) => [id, reason]));
};

/** Those that hold for a page at this place: a rule that is kept after all fails the run. */
export const deviationsOf = (place: Place): Record<string, string> => reasonsAt(deviations, place);

/** Those that may hold. */
export const unsteadyOf = (place: Place): Record<string, string> => reasonsAt(unsteady, place);
