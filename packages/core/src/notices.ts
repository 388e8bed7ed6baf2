import type { Adapter, WireRequest } from './adapter.ts';
import type { Failure } from './errors.ts';
import type { Settings } from './host.ts';

type Notice = Settings['notice'];

/** Tells the host which headers this runtime drops (SPEC header/transport, header/referer). */
export function noticeRequest({ headers }: WireRequest, { supports, name }: Adapter, notice: Notice): void {
  if (supports.unsendableHeaders.length === 0) return;
  for (const [header] of headers) {
    if (!supports.unsendableHeaders.includes(header)) continue;
    const clause = header === 'referer' ? 'header/referer' : 'header/transport';
    notice(clause, `${name} does not send the header ${header}`);
  }
}

/** Tells the host that cookies of responses cannot be read (SPEC response/cookies). */
export function noticeResponse({ supports, name }: Adapter, notice: Notice): void {
  if (!supports.setCookie) notice('response/cookies', `${name} hides Set-Cookie: cookies is always empty`);
}

/** Tells the host what an unexplained failure is likely to be (SPEC §6, unknown). */
export function noticeFailure({ kind }: Failure, url: string, { name }: Adapter, notice: Notice): void {
  if (kind !== 'unknown') return;
  notice(
    'failures/unknown',
    `${name} hides why ${new URL(url).origin} could not be reached: no connection, or CORS`,
  );
}
