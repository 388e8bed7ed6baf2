/** Whole expected values, for scenes to compare with. */

const always = { accept: '*/*', 'user-agent': 'wxreq' };

/**
 * What the server sees of a request. A `header` value that is undefined is one that must not come.
 * @returns {import('./server.mjs').Seen}
 */
export function seen(call, { body = '', header = {} } = {}) {
  const length = body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const all = { ...always, 'content-type': 'application/json', ...length, ...header };
  return {
    call,
    header: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)),
    body,
  };
}

/** What `success` gets for JSON with a content-length. */
export function ok(data, { statusCode = 200, header = {}, cookies = [] } = {}) {
  const length = String(Buffer.byteLength(JSON.stringify(data)));
  return okAs(
    data,
    { 'content-type': 'application/json', 'content-length': length, ...header },
    statusCode,
    cookies,
  );
}

/** What `success` gets, with this header. */
export function okAs(data, header, statusCode = 200, cookies = []) {
  return { data, statusCode, header: { ...header, connection: 'keep-alive' }, cookies, errMsg: 'request:ok' };
}
