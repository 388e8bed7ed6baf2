/**
 * The far side of `startRuntime` in client.ts, in the runtime under test: makes requests as a line of JSON on standard input
 * tells it, and says how each ended in a line of JSON. It ends when its input does.
 */
import { createInterface } from 'node:readline';
import process from 'node:process';

/** @param {(host: object) => import('@wxreq/core').WxRequest & { close?: () => Promise<void> }} createRequest */
export async function answer(createRequest) {
  const requests = new Map();
  const say = value => console.log(JSON.stringify(value));
  const end = (id, request, options) =>
    request({
      ...options,
      success: ({ data }) => say({ id, told: { data } }),
      fail: ({ errMsg, errno, cause }) => say({ id, told: { errMsg, errno, ...described(cause) } }),
    });
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, client, host, options } = JSON.parse(line);
    if (host !== undefined) requests.set(client, createRequest(host));
    else if (options !== undefined) end(id, requests.get(client), options);
    else {
      await requests.get(client).close?.();
      requests.delete(client);
      say({ id, told: {} });
    }
  }
  process.exit();
}

/** An error does not survive JSON. */
function described(cause) {
  if (cause?.name !== 'PinMismatch') return {};
  const { name, message, host, asked, presented } = cause;
  return { cause: { name, message, host, asked, presented } };
}
