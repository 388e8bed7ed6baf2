export type {
  Adapter,
  AdapterDefaults,
  Head,
  HeaderPair,
  Hop,
  Hops,
  HostPins,
  PinRules,
  PinSet,
  Sink,
  Supports,
  WireRequest,
} from './adapter.ts';
export type {
  ChunkReceivedResult,
  FailResult,
  Header,
  HeadersReceivedResult,
  Method,
  Profile,
  RequestOptions,
  RequestTask,
  ResponseData,
  SuccessResult,
  WxRequest,
} from './api.ts';
export type { Host } from './host.ts';
export type { EncodedEntry } from './query.ts';
export type { Quirks } from './quirks.ts';
export { TransportError, type FailureKind } from './errors.ts';
export { headerOf, splitCookies } from './headers.ts';
export { install } from './install.ts';
export { createRequest } from './request.ts';
