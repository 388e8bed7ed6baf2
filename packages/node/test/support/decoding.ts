import type { ServerResponse } from 'node:http';
import http from 'node:http';
import { createNodeAdapter } from '../../src/adapter.ts';
import { exchange, wire } from './exchange.ts';
import type { Hooks, Outcome } from './exchange.ts';
import { start } from './servers.ts';

/** A GET to a server that answers so. */
export async function getFrom(
  answer: (response: ServerResponse) => unknown,
  more = {},
  hooks: Hooks = {},
): Promise<Outcome> {
  const server = await start(http.createServer((_, response) => void answer(response)));
  const adapter = createNodeAdapter();
  try {
    return await exchange(adapter, wire(`http://127.0.0.1:${server.port}/`, more), hooks);
  } finally {
    await adapter.close();
    await server.close();
  }
}
