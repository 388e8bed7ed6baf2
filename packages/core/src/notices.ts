import type { WireRequest } from './adapter.ts';
import type { Failure } from './errors.ts';
import type { Shared } from './shared.ts';
import { originOf } from './url.ts';

// What a runtime silently cannot do, told to the host (SPEC §8). Settings put the runtime's name in front, and tell once.

/** Which headers of this request the runtime drops (SPEC header/transport, header/referer). */
export function noticeRequest({ headers }: WireRequest, { adapter, settings }: Shared): void {
  for (const [name] of headers) {
    if (!adapter.supports.unsendableHeaders.includes(name)) continue;
    settings.onNotice(name === 'referer' ? 'header/referer' : 'header/transport', `drops ${name}`);
  }
}

/** That `cookies` is always empty here (SPEC response/cookies). */
export function noticeHead({ settings }: Shared): void {
  settings.onNotice('response/cookies', 'hides Set-Cookie');
}

/** What a failure of unknown kind, without a head, may have been (SPEC §6, unknown). */
export function noticeFailure({ words }: Failure, { url }: WireRequest, { settings }: Shared): void {
  if (words[1] !== 600000) return;
  settings.onNotice('failures/unknown', `hides why ${originOf(url)} failed: no connection, or CORS`);
}
