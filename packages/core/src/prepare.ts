import type { Adapter, HeaderPair, Hop } from './adapter.ts';
import type { Settings } from './host.ts';
import type { Failure } from './errors.ts';
import { toCerts } from './certs.ts';
import { headerEntries, readSnapshot, type RawOptions, type Snapshot } from './normalize.ts';
import { headerValue, toPairs, toRequestHeader } from './request-header.ts';
import { serialize } from './serialize.ts';
import { messageOf, typeName } from './tokens.ts';
import { resolveUrl, wireHref } from './url.ts';

const methods = ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT'];

/** A request that nothing is wrong with: its first hop, and what its result should look like. */
export interface NormalRequest {
  readonly hop: Hop;
  readonly certs: readonly string[];
  readonly timeoutMs: number;
  readonly parsesJson: boolean;
  readonly isBinary: boolean;
  readonly isManual: boolean;
  /** The body comes as chunk events only (SPEC task/chunked-mode). */
  readonly onlyChunks: boolean;
  /** There are chunk events at all. */
  readonly hasChunks: boolean;
  readonly profile: boolean;
  readonly http2: boolean;
  readonly cache: boolean;
}

function toMethod(method: unknown): string | undefined {
  if (method === undefined || method === null || method === '') return 'GET';
  return typeof method === 'string' ? method.toUpperCase() : undefined;
}

function toTimeoutMs(timeout: unknown, { timeoutMs, maxTimeoutMs }: Settings): number {
  return Math.min(typeof timeout === 'number' && timeout > 0 ? timeout : timeoutMs, maxTimeoutMs);
}

function hostHeader(settings: Settings): { readonly entries: Snapshot['header'] } | Failure {
  try {
    return { entries: headerEntries(settings.header()) };
  } catch (cause) {
    return { kind: 'options', detail: `host header: ${messageOf(cause)}`, cause };
  }
}

/** What this runtime cannot do, and is asked to (SPEC call/check-order). */
function unsupported(
  method: string,
  isKnown: boolean,
  snapshot: Snapshot,
  certs: readonly string[],
  { supports }: Adapter,
): Failure | undefined {
  const sendable: readonly string[] = supports.methods;
  if (isKnown && !sendable.includes(method)) return { kind: 'method-unsupported', detail: method };
  if (snapshot.isManual && !supports.hops) return { kind: 'redirect-unsupported' };
  if (certs.length > 0 && !supports.pins) return { kind: 'certs-unsupported' };
  return undefined;
}

function defaultPairs(
  withType: boolean,
  { referer }: Settings,
  { supports }: Adapter,
): readonly HeaderPair[] {
  const pairs = [...supports.defaultHeaders];
  if (withType) pairs.push(['content-type', 'application/json']);
  if (referer !== undefined) pairs.push(['referer', referer]);
  return pairs;
}

/** From options to a request that can be sent, or the first failure in the order of SPEC call/check-order. */
export function prepare(options: RawOptions, settings: Settings, adapter: Adapter): NormalRequest | Failure {
  const snapshot = readSnapshot(options);
  if ('kind' in snapshot) return snapshot;
  const { url } = snapshot;
  if (typeof url !== 'string') {
    return { kind: 'options', detail: `parameter.url should be String instead of ${typeName(url)};` };
  }
  const under = hostHeader(settings);
  if ('kind' in under) return under;
  const base = settings.baseUrl();
  const parsed = resolveUrl(url, base);
  if (!parsed) return { kind: 'url', detail: url };

  const { quirks } = settings;
  const method = toMethod(snapshot.method);
  const isKnown = methods.includes(method ?? '');
  const legal = isKnown || settings.extraMethods.includes(method ?? '') ? method : undefined;
  const { header, invalid } = toRequestHeader(
    under.entries,
    snapshot.header,
    quirks?.headerValue ?? headerValue,
  );
  const type = header.get('content-type') ?? 'application/json';
  const payload = serialize(url, snapshot.data, legal ?? 'POST', type, quirks);
  if ('kind' in payload) return payload;
  if (legal === undefined) return { kind: 'method' };
  if (invalid !== undefined) return { kind: 'header', detail: invalid };
  const certs = toCerts(snapshot.certs);
  if ('fault' in certs) return { kind: 'certs', detail: certs.fault };
  const refusal = unsupported(legal, isKnown, snapshot, certs, adapter);
  if (refusal) return refusal;
  const target = payload.url === url ? parsed : resolveUrl(payload.url, base);
  if (!target) return { kind: 'url', detail: payload.url };

  const withType =
    !header.has('content-type') && (settings.contentType === 'always' || payload.body !== undefined);
  return {
    hop: {
      url: wireHref(target),
      method: legal,
      headers: toPairs(header, defaultPairs(withType, settings, adapter), legal),
      body: payload.body,
    },
    certs,
    timeoutMs: toTimeoutMs(snapshot.timeout, settings),
    parsesJson: snapshot.parsesJson,
    isBinary: snapshot.isBinary,
    isManual: snapshot.isManual,
    onlyChunks: snapshot.enableChunked === true,
    hasChunks: snapshot.enableChunked !== false,
    profile: snapshot.profile,
    http2: snapshot.http2,
    cache: snapshot.cache,
  };
}
