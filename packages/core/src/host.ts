import type { HeaderPair, HostPins, Pinning } from './adapter.ts';
import type { Quirks } from './quirks.ts';
import type { Rules } from './rules.ts';

/** Host options (SPEC §8): what a phone takes from app.json or the platform's console. Checked once, by `createRequest`. */
export interface Host {
  /** What a URL without a scheme resolves against. */
  baseUrl?: string;
  /** Lies under every request's header. A function is called at each `request()`, in the caller's async context. */
  header?: object | (() => object | undefined);
  /** Sent as `referer` where the runtime allows; developers cannot set one. */
  referer?: string;
  /** `with-body`: the default content-type only where there is a body. */
  contentType?: 'always' | 'with-body';
  /** Milliseconds, where a request gives none. Default 60000. */
  timeout?: number;
  /** Milliseconds that no request's timeout exceeds. */
  maxTimeout?: number;
  /** Requests at a time; the rest wait in order. */
  maxConcurrent?: number;
  /** Methods beyond the mini-program's eight, such as PATCH; they carry a body. */
  extraMethods?: readonly string[];
  /** Default 15. Refused where the runtime follows redirects by itself. */
  maxRedirects?: number;
  /** Of the decoded body. */
  maxResponseBytes?: number;
  /** `title`: `Content-Type` instead of `content-type` in results. */
  headerCase?: 'lower' | 'title';
  /** Allow-list of origins, such as `https://api.example.com`. */
  domains?: readonly string[];
  /** Where a request really goes; after the domain check, before pins. */
  rewriteUrl?: (url: string) => string;
  /**
   * Pins by host name, or `host:port`: every request to that host must satisfy them, and its own `certs` too. Refused
   * where the runtime cannot pin.
   */
  pins?: HostPins;
  /** Default `every-request`. */
  pinCheck?: 'every-request' | 'once-per-session';
  /** Gets what callbacks and listeners throw (SPEC call/throwing-callback). */
  onCallbackError?: (error: unknown) => void;
  /** Told, once per clause, what this runtime silently cannot do. */
  onNotice?: (clause: string, detail: string) => void;
  /** `wechat` from `@wxreq/core/quirks`: bug for bug. */
  quirks?: Quirks;
}

/** Host options as an adapter's and the host's together have them. */
export interface Given extends Omit<Host, 'baseUrl'> {
  baseUrl?: string | (() => string | undefined);
  contentType: 'always' | 'with-body';
  timeout: number;
  maxTimeout: number;
  maxConcurrent: number;
  maxRedirects: number;
  maxResponseBytes: number;
  extraMethods: readonly string[];
  onCallbackError: (error: unknown) => void;
  onNotice: (clause: string, detail: string) => void;
}

/** Host options after their check, with every default filled in. Neither of the two functions throws; notices come once per clause. */
export interface Settings extends Omit<Given, 'domains'> {
  /** Origins. */
  readonly domains: readonly string[] | undefined;
  /** undefined: this runtime cannot pin. */
  readonly pinning: Pinning | undefined;
  /** What is sent unless it was set, without and with a content-type. */
  readonly bareHeaders: readonly HeaderPair[];
  /** Likewise. */
  readonly typedHeaders: readonly HeaderPair[];
  /** The rules that WeChat breaks: this project's own, under the host's quirks. */
  readonly rules: Rules;
}
