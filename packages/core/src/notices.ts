import type { WireRequest } from './adapter.ts';
import type { Failure } from './errors.ts';
import type { Shared } from './shared.ts';
import { originOf } from './url.ts';

/** Tells the host which headers of this request the runtime drops (SPEC header/transport, header/referer). */
export function noticeRequest({ headers }: WireRequest, { adapter, settings }: Shared): void {
  const { unsendableHeaders } = adapter.supports;
  if (unsendableHeaders.length === 0) return;
  for (const [name] of headers) {
    if (!unsendableHeaders.includes(name)) continue;
    settings.onNotice(
      name === 'referer' ? 'header/referer' : 'header/transport',
      `${adapter.name} drops ${name}`,
    );
  }
}

/** Tells the host that `cookies` is always empty here (SPEC response/cookies). */
export function noticeHead({ adapter, settings }: Shared): void {
  settings.onNotice('response/cookies', `${adapter.name} hides Set-Cookie`);
}

/** Tells the host what a failure of unknown kind, without a head, may have been (SPEC §6, unknown). */
export function noticeFailure({ words }: Failure, { url }: WireRequest, { adapter, settings }: Shared): void {
  if (words[1] !== 600000) return;
  settings.onNotice(
    'failures/unknown',
    `${adapter.name} hides why ${originOf(url)} failed: no connection, or CORS`,
  );
}
