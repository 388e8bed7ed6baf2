export type { HttpsAddress, Seen, ServerAddress } from './address.ts';
export type { ReferenceServer, ServeOptions } from './server/serve.ts';
export { serve } from './server/serve.ts';
