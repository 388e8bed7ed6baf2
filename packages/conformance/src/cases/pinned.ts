import type { HttpsAddress } from '../address.ts';
import type { Options, Tools } from '../tools.ts';

/** What a failed pin says. */
export const pinFailure = 'request:fail certificate pinning failure';

/** A well-formed pin of nobody's. */
export const strange: string = `sha256/${'A'.repeat(43)}=`;

/** An address of this case's under HTTPS. */
export function secure(t: Tools, path = '/', base: Exclude<keyof HttpsAddress, 'pins'> = 'base'): string {
  return t.url(path, t.server.https?.[base]);
}

/** Sends a secret, expects the pins to fail, and that not a byte of the request has left. */
export async function refuses(t: Tools, options: Options, hostOptions?: object): Promise<void> {
  const [requests, strays] = [(await t.seen()).length, await t.strays()];
  const err = await t.fail({ method: 'POST', data: 'secret', ...options }, hostOptions);
  t.failsWith(err, pinFailure, 600001);
  t.equal((await t.seen()).length - requests, 0, 'the number of requests that reached the server');
  t.equal((await t.strays()) - strays, 0, 'the number of connections over which bytes came');
}
