/** The methods of the mini-program (SPEC call/bad-method). */
export type Method = 'OPTIONS' | 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'TRACE' | 'CONNECT';

/** A response's header: names in lower case, repeats joined with `, ` (SPEC response/header). */
export type Header = Record<string, string>;

/** What `data` can be after parsing, as far as the compiler knows without your own `T`. */
export type ResponseData = string | Record<string, unknown> | ArrayBuffer;

/** `wx.request`'s options (SPEC §1). Read once, at the call; never changed. */
export interface RequestOptions<T = ResponseData> {
  /** `http://` or `https://`; relative where the host has a `baseUrl`. */
  url: string;
  /** GET: merged into the query. POST, PUT, DELETE: the body, by content-type (SPEC §2). */
  data?: unknown;
  /** Request header. `Referer` and framing headers are dropped. Default content-type: `application/json`. */
  header?: object;
  /** Milliseconds from leaving the queue to the last byte; with `enableChunked`, between chunks. Default 60000. */
  timeout?: number;
  /** `sha256/…` pins of the server's public key, one of which must match (SPEC §7). */
  certs?: readonly string[];
  /** Default GET. */
  method?: Method;
  /** `json` (default) parses the text once; anything else leaves it. */
  dataType?: string;
  /** `text` (default) or `arraybuffer`. */
  responseType?: 'text' | 'arraybuffer';
  /** `follow` (default), or `manual`: a redirect is the result. */
  redirect?: 'follow' | 'manual';
  /** true: the body comes as chunk events and nothing of it is kept. false: no chunk events. Omitted: both. */
  enableChunked?: boolean;
  /** Not `false`: the result has a `profile` where the runtime measures one. */
  enableProfile?: boolean;
  /** Parallel requests to one origin share a connection, on Node and Deno. */
  enableHttp2?: boolean;
  /** The browser's HTTP cache may answer. No effect on servers. */
  enableCache?: boolean;
  /** Accepted, without effect. */
  enableQuic?: boolean;
  /** Accepted, without effect. */
  enableHttpDNS?: boolean;
  /** Accepted, without effect. */
  httpDNSServiceId?: string;
  /** Accepted, without effect. */
  httpDNSTimeout?: number;
  /** Accepted, without effect. */
  enableHttpDNSFallback?: boolean;
  /** Accepted, without effect. */
  forceCellularNetwork?: boolean;
  /** Accepted, without effect. */
  useHighPerformanceMode?: boolean;
  /** Any HTTP response, 4xx and 5xx included (SPEC call/any-status). */
  success?(res: SuccessResult<T>): void;
  /** No whole response (SPEC §6). */
  fail?(err: FailResult): void;
  /** After either, in the same turn, with the same object. */
  complete?(res: SuccessResult<T> | FailResult): void;
}

/** What `success` gets (SPEC call/ok). */
export interface SuccessResult<T = ResponseData> {
  /** Parsed JSON, the text, or an ArrayBuffer. */
  data: T;
  /** Of the final response, whatever it says. */
  statusCode: number;
  /** `headerOf` reads it by any spelling of a name. */
  header: Header;
  /** Each `Set-Cookie`, whole; empty where the runtime hides them. */
  cookies: string[];
  /** `request:ok` */
  errMsg: string;
  /** Only where it was measured. */
  profile?: Partial<Profile>;
}

/** What `fail` gets (SPEC §6). `cause`, not enumerable, is the runtime's own error. */
export interface FailResult {
  /** `request:fail …` */
  errMsg: string;
  /** Absent on abort. */
  errno?: number;
  /** The runtime's own error, for logs; not enumerable. */
  readonly cause?: unknown;
}

/** What `onHeadersReceived` listeners get, once, before the body (SPEC task/headers-event). */
export interface HeadersReceivedResult {
  /** As `success` gets it. */
  header: Header;
  /** Of the final response. */
  statusCode: number;
  /** Each `Set-Cookie`, whole. */
  cookies: string[];
}

/** What `onChunkReceived` listeners get (SPEC task/chunks). */
export interface ChunkReceivedResult {
  /** Decoded bytes, never empty, sharing memory with nothing. */
  data: ArrayBuffer;
}

/** Times in ms since the epoch, in WeChat's spelling. Reused connection: connect and lookup equal fetchStart (SPEC response/profile). */
export interface Profile {
  /** `request()` was called. */
  invokeStart: number;
  /** The same: every request enters the queue at once. */
  queueStart: number;
  /** It left the queue. */
  queueEnd: number;
  /** The first hop of a redirected request was sent; absent without a redirect. */
  redirectStart: number;
  /** The last redirect was answered; absent without a redirect. */
  redirectEnd: number;
  /** The last hop asked for a connection. */
  fetchStart: number;
  /** The host name was looked up. */
  domainLookUpStart: number;
  /** Its address was known. */
  domainLookUpEnd: number;
  /** The connection was begun. */
  connectStart: number;
  /** The connection was there. */
  connectEnd: number;
  /** 0 without TLS. */
  SSLconnectionStart: number;
  /** 0 without TLS. */
  SSLconnectionEnd: number;
  /** The first byte of the request was written. */
  requestStart: number;
  /** The last byte of the request was written. */
  requestEnd: number;
  /** The head arrived. */
  responseStart: number;
  /** The last byte of the body arrived. */
  responseEnd: number;
  /** The connection had carried a request before. */
  socketReused: boolean;
  /** Such as `http1.1` or `h2`. */
  protocol: string;
  /** The address connected to. */
  peerIP: string;
  /** The port connected to. */
  port: number;
  /** Bytes of the request's body. */
  sendBytesCount: number;
  /** Bytes of the response's body as they came, before decoding. */
  receivedBytedCount: number;
}

/** What `request` returns, at once (SPEC §4). Its methods need no `this`. It has no `then`. */
export interface RequestTask {
  /** Ends the request; `fail` and `complete` follow in a later turn (SPEC task/abort). */
  abort(): void;
  /** Called once, with the final response's head, before any of its body. */
  onHeadersReceived(listener: (res: HeadersReceivedResult) => void): void;
  /** Removes this listener, or all of them. */
  offHeadersReceived(listener?: (res: HeadersReceivedResult) => void): void;
  /** Called for each piece of the body, as it comes. */
  onChunkReceived(listener: (res: ChunkReceivedResult) => void): void;
  /** Removes this listener, or all of them. */
  offChunkReceived(listener?: (res: ChunkReceivedResult) => void): void;
}

/** `wx.request`. */
export interface WxRequest {
  <T = ResponseData>(options: RequestOptions<T>): RequestTask;
  /** Fails what is in flight and queued with `request:fail interrupted` (SPEC task/interrupt). */
  interrupt(): void;
}
