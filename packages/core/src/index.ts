export type {
  Adapter,
  AdapterDefaults,
  Course,
  Head,
  HeaderPair,
  Hop,
  HopSettings,
  Hops,
  HostPins,
  OptionCheck,
  Pinning,
  PinRules,
  PinSet,
  Receiver,
  Send,
  Sink,
  Supports,
  Traveller,
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
export type { FailureKind, Words } from './words.ts';
export { TransportError } from './errors.ts';
export { headerOf, splitCookies } from './headers.ts';
export { install } from './install.ts';
export { createRequest } from './request.ts';
