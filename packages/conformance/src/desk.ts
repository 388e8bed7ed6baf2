import type { Seen, ServerAddress } from './address.ts';
import type { Ask } from './ask.ts';

/** A case's line to the reference server: what it saw of this case, and when it may go on. */
export interface Desk {
  /** Every request of this case, in order of arrival; waits until there are `count`. */
  seen(count?: number): Promise<readonly Seen[]>;
  /** CORS preflights of this case. */
  preflights(): Promise<readonly Seen[]>;
  /** Lets one `{ wait: name }` pass, the coming one too. */
  go(name: string): Promise<void>;
  /** Resolves when the server has noticed that the client left request number `index` (from 0) before its end. */
  left(index?: number): Promise<void>;
  /** TLS connections that so far carried bytes, but never a whole request. */
  strays(): Promise<number>;
  /** Forgets this case and closes its connections. */
  drop(): Promise<void>;
}

interface Answer {
  readonly value: unknown;
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && 'value' in value;
}

/** What the reference server says is taken at its word. */
function isSeenList(value: unknown): value is readonly Seen[] {
  return Array.isArray(value);
}

/** The desk of the case with this token. */
export function openDesk(server: ServerAddress, token: string, ask: Ask): Desk {
  const read = async (what: string): Promise<unknown> => {
    const text = await ask(`${server.http}/~/${token}/${what}`);
    const answer: unknown = JSON.parse(text);
    if (!isAnswer(answer)) throw new TypeError(`not the reference server's answer: ${text.slice(0, 200)}`);
    return answer.value;
  };
  const list = async (what: string): Promise<readonly Seen[]> => {
    const value = await read(what);
    return isSeenList(value) ? value : [];
  };
  return {
    seen: (count = 0) => list(`seen/${count}`),
    preflights: () => list('preflights'),
    go: async name => {
      await read(`go/${name}`);
    },
    left: async (index = 0) => {
      await read(`left/${index}`);
    },
    strays: async () => Number(await read('strays')),
    drop: async () => {
      await read('drop');
    },
  };
}
