import type { WireRequest } from '../../src/adapter.ts';
import type { Host } from '../../src/host.ts';
import { createRequest } from '../../src/request.ts';
import { serving, type Answer } from './adapters.ts';
import { ending } from './calls.ts';

/** An answer that leads elsewhere. */
export const to = (location: string, status = 302): Answer => ({
  status,
  headers: [['Location', location]],
  body: 'moved',
});

/** A server whose routes redirect; all else answers 200. */
export function routes(table: Readonly<Record<string, Answer>>) {
  return serving(({ url }) => table[url] ?? { body: `at ${url}` });
}

/** A request to `https://h/1` through these routes: its ending, and all that was sent. */
export async function follow(table: Readonly<Record<string, Answer>>, options = {}, host: Host = {}) {
  const { adapter, sent } = routes(table);
  const { name, result } = await ending(createRequest(adapter, host), {
    url: 'https://h/1',
    enableProfile: false,
    ...options,
  });
  return { sent, name, result };
}

/** Method and URL. */
export const line = (wire: WireRequest): string => `${wire.method} ${wire.url}`;
