/** What a subject can do, in plain terms. Cases look at this, and never at a runtime's name. */
export interface Abilities {
  /** The methods that can be sent. */
  readonly methods: readonly string[];
  /** Request headers that the runtime drops or replaces, in lower case. */
  readonly unsendableHeaders: readonly string[];
  /** Body bytes are handed over before the body is complete. */
  readonly chunks: boolean;
  /** `Set-Cookie` can be read. */
  readonly setCookie: boolean;
  /** Redirects are seen one by one; else the runtime follows them by itself. */
  readonly hops: boolean;
  /** The kinds of failure that can be told apart (SPEC §6). */
  readonly failureKinds: readonly string[];
  /** The server's certificate can be seen. */
  readonly pins: boolean;
  /** Requests may wait for one another. */
  readonly queue: boolean;
  readonly profile: boolean;
  readonly http2: boolean;
  readonly cache: boolean;
  /** When the default content-type is sent, as long as the host says nothing. */
  readonly contentType: 'always' | 'with-body';
  /** A URL without a scheme resolves against something, as long as the host says nothing. */
  readonly baseUrl: boolean;
  /** Host options can be given: the subject has `createRequest`. */
  readonly host: boolean;
  /** The subject says how to run something in an async context of its runtime. */
  readonly asyncContext: boolean;
  /** The reference server's HTTPS addresses are known, and the subject trusts their authority. */
  readonly https: boolean;
  /** There is an http: address, too: a page over https reaches none. */
  readonly plainHttp: boolean;
}

/** A condition on the subject, and what the report says where it is not met. */
export interface Need {
  /** What is needed, in words. */
  readonly what: string;
  /** Whether a subject with these abilities has it. */
  readonly met: (abilities: Abilities) => boolean;
}

/** Host options: `createRequest(host)`. */
export const host: Need = { what: 'host options (createRequest)', met: a => a.host };
/** Chunks while the body is still coming. */
export const chunks: Need = { what: 'chunks before the end', met: a => a.chunks };
/** `Set-Cookie` can be read. */
export const setCookie: Need = { what: 'readable Set-Cookie', met: a => a.setCookie };
/** Redirects one by one. */
export const hops: Need = { what: 'redirects seen one by one', met: a => a.hops };
/** Certificates can be pinned. */
export const pins: Need = { what: 'certificate pinning', met: a => a.pins };
/** HTTPS with an authority that the subject trusts. */
export const https: Need = { what: "HTTPS with the reference server's authority", met: a => a.https };
/** An http: address beside the https: ones. */
export const plainHttp: Need = { what: 'an http: address', met: a => a.plainHttp };
/** A queue. */
export const queue: Need = { what: 'requests that wait for one another', met: a => a.queue };
/** A measured profile. */
export const profile: Need = { what: 'a measured profile', met: a => a.profile };
/** HTTP/2. */
export const http2: Need = { what: 'HTTP/2', met: a => a.http2 };
/** An HTTP cache. */
export const cache: Need = { what: 'an HTTP cache', met: a => a.cache };
/** Async context. */
export const asyncContext: Need = { what: 'async context', met: a => a.asyncContext };
/** A base URL of the runtime's own: a page's. */
export const ownBaseUrl: Need = { what: 'a base URL of its own', met: a => a.baseUrl };
/** The default content-type goes with every request. */
export const contentTypeAlways: Need = {
  what: 'a default content-type on every request',
  met: a => a.contentType === 'always',
};

/** A method that can be sent. */
export function method(name: string): Need {
  return { what: `the method ${name}`, met: a => a.methods.includes(name) };
}

/** A request header that can be sent. */
export function header(name: string): Need {
  return { what: `the request header ${name}`, met: a => !a.unsendableHeaders.includes(name) };
}

/** A kind of failure that can be told apart. */
export function failure(kind: string): Need {
  return { what: `telling "${kind}" from other failures`, met: a => a.failureKinds.includes(kind) };
}

/** The opposite: for the case that a runtime which cannot do something refuses it cleanly. */
export function not(need: Need): Need {
  return { what: `a subject without ${need.what}`, met: a => !need.met(a) };
}

/** Why a case does not apply to a subject; undefined where it does. */
export function unmet(needs: readonly Need[] | undefined, abilities: Abilities): string | undefined {
  const missing = (needs ?? []).filter(need => !need.met(abilities)).map(need => need.what);
  return missing.length === 0 ? undefined : `needs ${missing.join(', ')}`;
}
