import type { Seen } from '../address.ts';

/** What is being filled in while a request and its response go on. */
export type Entry = { -readonly [K in keyof Seen]: Seen[K] };

/** What the server knows of one case: its requests, its gates, and who waits for something to change. */
export interface Ledger {
  readonly seen: Entry[];
  readonly preflights: Entry[];
  /** Lets one wait of this name pass. */
  open(gate: string): void;
  /** Resolves when the gate lets this one pass. */
  pass(gate: string): Promise<void>;
  /** Resolves as soon as this is true. */
  until(truth: () => boolean): Promise<void>;
  /** To be called after every change. */
  changed(): void;
  /** What to do when the case is dropped. */
  onDrop(close: () => void): void;
  drop(): void;
}

/** An empty ledger. */
export function createLedger(): Ledger {
  const passes = new Map<string, number>();
  let waiting: { truth: () => boolean; tell: () => void }[] = [];
  const closers = new Set<() => void>();
  const changed = (): void => {
    const ready = waiting.filter(one => one.truth());
    waiting = waiting.filter(one => !ready.includes(one));
    for (const one of ready) one.tell();
  };
  const until = (truth: () => boolean): Promise<void> =>
    truth()
      ? Promise.resolve()
      : new Promise(tell => {
          waiting.push({ truth, tell });
        });
  return {
    seen: [],
    preflights: [],
    until,
    changed,
    open: gate => {
      passes.set(gate, (passes.get(gate) ?? 0) + 1);
      changed();
    },
    pass: async gate => {
      await until(() => (passes.get(gate) ?? 0) > 0);
      passes.set(gate, (passes.get(gate) ?? 0) - 1);
    },
    onDrop: close => closers.add(close),
    drop: () => {
      for (const close of closers) close();
      for (const one of waiting.splice(0)) one.tell();
    },
  };
}

/** Finds the ledger of a token, and makes it where there is none. */
export interface Ledgers {
  of(token: string): Ledger;
  drop(token: string): void;
  /** Counts a request of this connection; gives how many came before. */
  count(connection: number): number;
}

/** The ledgers of one server. */
export function createLedgers(): Ledgers {
  const all = new Map<string, Ledger>();
  const requests = new Map<number, number>();
  return {
    of: token => {
      const ledger = all.get(token) ?? createLedger();
      all.set(token, ledger);
      return ledger;
    },
    drop: token => {
      all.get(token)?.drop();
      all.delete(token);
    },
    count: connection => {
      const earlier = requests.get(connection) ?? 0;
      requests.set(connection, earlier + 1);
      return earlier;
    },
  };
}
