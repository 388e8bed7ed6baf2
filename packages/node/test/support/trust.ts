import https from 'node:https';
import type { RequestListener } from 'node:http';
import { makeAuthority, makeIdentity } from './certificates.ts';
import type { Identity, Wanted } from './certificates.ts';
import { start } from './servers.ts';
import type { Running } from './servers.ts';

/** An authority of this run's own, and a certificate for localhost that it signed. */
export interface Trust {
  readonly authority: Identity;
  readonly ca: string;
  readonly identity: Identity;
  /** Another certificate, by the same authority unless told otherwise. */
  issue(wanted: Wanted): Promise<Identity>;
}

export async function makeTrust(): Promise<Trust> {
  const authority = await makeAuthority();
  const issue = (wanted: Wanted): Promise<Identity> => makeIdentity({ by: authority, ...wanted });
  return { authority, ca: authority.cert, identity: await issue({}), issue };
}

/** An https: server that answers `ok`, or as it is told. */
export function startTls(
  identity: Identity,
  serve: RequestListener = (_, response) => response.end('ok'),
): Promise<Running> {
  return start(https.createServer(identity, serve));
}
