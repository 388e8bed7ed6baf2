import { request } from '../../src/index.ts';
import { ask } from './ask.ts';

/** What the server was asked. */
export interface Echo {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** Asks the server what it was asked. */
export async function echo(options: object, via = request): Promise<Echo> {
  const { success, fail } = await ask(via, { url: '/echo', ...options });
  if (!success) throw new Error(fail?.errMsg);
  return success.data as Echo;
}
