export type { HttpsAddress, Seen, ServerAddress } from './address.ts';
export type { Bytes, Coding, RawHeader, Step } from './script.ts';
export type { Page } from './server/control.ts';
export type { ReferenceServer, ServeOptions } from './server/serve.ts';
export { serve } from './server/serve.ts';
