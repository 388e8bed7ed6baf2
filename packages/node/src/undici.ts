/**
 * The parts of undici that carry a request, each from its own file. Importing `undici` itself would put its agent in place
 * as the global dispatcher, and so change what the built-in `fetch` does; it also loads twice as much.
 */
export { default as Agent } from 'undici/lib/dispatcher/agent.js';
export { default as Client } from 'undici/lib/dispatcher/client.js';
export { default as Pool } from 'undici/lib/dispatcher/pool.js';
export { default as ProxyAgent } from 'undici/lib/dispatcher/proxy-agent.js';
export { default as EnvHttpProxyAgent } from 'undici/lib/dispatcher/env-http-proxy-agent.js';
export { default as buildConnector } from 'undici/lib/core/connect.js';
export { default as Dispatcher } from 'undici/lib/dispatcher/dispatcher.js';
/** What undici fails with. */
export { default as errors } from 'undici/lib/core/errors.js';
/** undici's dispatchers call one another by these. */
export { default as symbols } from 'undici/lib/core/symbols.js';
/** Asks a proxy for a tunnel. undici's front door is what gives every dispatcher this method, which its proxy agent needs. */
export { default as apiConnect } from 'undici/lib/api/api-connect.js';
/** A header's name in lower case, from its bytes. */
export { bufferToLowerCasedHeaderName as headerName } from 'undici/lib/core/util.js';
