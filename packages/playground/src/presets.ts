import type { Draft } from './draft.ts';
import { emptyDraft } from './draft.ts';
import type { Place } from './seen.ts';
import { room } from './seen.ts';

/** A request worth seeing. */
export interface Preset {
  readonly id: string;
  readonly title: string;
  /** What to look at: one sentence. */
  readonly tale: string;
  /** Of SPEC.md. */
  readonly clause: string;
  readonly draft: Draft;
}

const json = (value: unknown): Draft['data'] => ({ kind: 'json', text: JSON.stringify(value, null, 2) });
const form = 'application/x-www-form-urlencoded';

/** The presets, for a reference server at this place. */
export function presetsFor({ http, other, refused }: Place): readonly Preset[] {
  const at = (path: string, base = http): Draft => ({ ...emptyDraft, url: `${base}/${room}${path}` });
  return [
    {
      id: 'get',
      title: 'GET, merged',
      tale: 'data goes into the query: page is replaced where it stands, the rest is appended.',
      clause: 'url/get-merge',
      draft: {
        ...at('/menu?page=1&lang=zh'),
        data: json({ page: 2, q: '茶 & 咖啡', near: [121.47, 31.23] }),
      },
    },
    {
      id: 'form',
      title: 'Form POST',
      tale: 'The content-type decides how data becomes a body.',
      clause: 'body/form',
      draft: {
        ...at('/orders'),
        method: 'POST',
        header: [['Content-Type', form]],
        data: json({ tea: 'Longjing & jasmine', cups: 2 }),
      },
    },
    {
      id: 'stream',
      title: 'Stream',
      tale: 'Chunks as they come; nothing is kept, so a stream may last.',
      clause: 'task/chunked-mode',
      draft: { ...at('/poem'), plain: { enableChunked: true, responseType: 'text' } },
    },
    {
      id: 'abort',
      title: 'Abort',
      tale: 'Aborted at its first chunk: fail and complete follow, nothing else does, and the server sees us leave.',
      clause: 'task/abort',
      draft: { ...at('/poem'), plain: { enableChunked: true }, abort: 'chunk' },
    },
    {
      id: 'timeout',
      title: 'Timeout',
      tale: 'A server that never answers, and a clock that does not wait for it.',
      clause: 'task/timeout',
      draft: { ...at('/never'), plain: { timeout: 1200 } },
    },
    {
      id: 'missing',
      title: '404',
      tale: 'Any answer is a success; only no answer is a failure.',
      clause: 'call/any-status',
      draft: at('/coffee'),
    },
    {
      id: 'redirect',
      title: 'Redirect',
      tale: 'A POST that is sent on by a 303 arrives as a GET; headersReceived tells of the last head alone.',
      clause: 'redirect/follow',
      draft: { ...at('/pay'), method: 'POST', data: json({ order: 7 }) },
    },
    {
      id: 'cookies',
      title: 'Cookies',
      tale: 'A page may neither send a cookie header nor read Set-Cookie: onNotice tells.',
      clause: 'response/cookies',
      draft: { ...at('/guests'), header: [['Cookie', 'guest=42']] },
    },
    {
      id: 'cross',
      title: 'Cross origin',
      tale: 'A header of yours makes the browser ask first: see the preflight below.',
      clause: 'header/content-type',
      draft: { ...at('/menu', other), header: [['X-Token', 'oolong']] },
    },
    {
      id: 'bytes',
      title: 'Bytes',
      tale: 'An ArrayBuffer of exactly the body’s length.',
      clause: 'response/arraybuffer',
      draft: { ...at('/seal'), plain: { responseType: 'arraybuffer' } },
    },
    {
      id: 'cut',
      title: 'Cut off',
      tale: 'The server breaks off inside the body: half an answer is a failure.',
      clause: 'call/any-status',
      draft: at('/gossip'),
    },
    {
      id: 'nobody',
      title: 'Nobody there',
      tale: 'A page is not told why. onNotice says what may have been.',
      clause: 'failures',
      draft: at('/menu', refused),
    },
    {
      id: 'refused',
      title: 'Refused',
      tale: 'A page cannot pin a certificate. It says so, and sends nothing.',
      clause: 'certs/fail-closed',
      draft: { ...at('/till'), certs: `sha256/${'A'.repeat(43)}=` },
    },
  ];
}
