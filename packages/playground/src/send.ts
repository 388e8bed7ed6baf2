import { createRequest } from '@wxreq/browser';
import type { BrowserHost, RequestTask } from '@wxreq/browser';
import type { AbortMoment } from './draft.ts';
import type { Moment } from './life.ts';

/** `Omit`, of each member of a union. */
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

// A method's type, so that options may be as wrong as one likes: that is what a playground is for.
interface Caller {
  call(options: object): RequestTask;
}

/** A request under way. */
export interface Sending {
  abort(): void;
}

/** What is sent, and how. */
export interface Errand {
  readonly options: object;
  readonly abort: AbortMoment;
  readonly host?: BrowserHost;
}

/** Calls `wx.request` as a page does, and tells every moment of its life as it comes. Throws what it throws. */
export function send({ options, abort, host }: Errand, tell: (moment: Moment) => void): Sending {
  const start = performance.now();
  const note = (moment: Without<Moment, 'at'>): void => {
    tell({ ...moment, at: performance.now() - start });
  };
  const request: Caller['call'] = createRequest({
    ...host,
    // As it would by itself; but so one sees when.
    fetch: (input, init) => {
      note({ name: 'sent', url: input instanceof Request ? input.url : String(input) });
      return fetch(input, init);
    },
    onNotice: (clause, detail) => {
      note({ name: 'notice', clause, detail });
    },
  });
  note({ name: 'queued' });
  const task = request({
    ...options,
    success: (result: Extract<Moment, { name: 'success' }>['result']) => {
      note({ name: 'success', result });
    },
    fail: (result: Extract<Moment, { name: 'fail' }>['result']) => {
      note({ name: 'fail', result });
    },
    complete: () => {
      note({ name: 'complete' });
    },
  });
  const abortNow = (): void => {
    note({ name: 'abort' });
    task.abort();
  };
  let chunks = 0;
  task.onHeadersReceived(head => {
    note({ name: 'headersReceived', head });
    if (abort === 'headers') abortNow();
  });
  task.onChunkReceived(({ data }) => {
    note({ name: 'chunkReceived', bytes: data });
    chunks += 1;
    if (abort === 'chunk' && chunks === 1) abortNow();
  });
  if (abort === 'at-once') abortNow();
  return { abort: abortNow };
}

/** What wx.request says of options before anything is sent. */
export interface Verdict {
  /** Why it refuses them, in its own words. */
  readonly refusal: string | undefined;
  /** What it would silently lose. */
  readonly notices: readonly string[];
}

/** A rehearsal: the same code as {@link send}, with a `fetch` that goes nowhere. */
export function rehearse(options: object): Promise<Verdict> {
  return new Promise(resolve => {
    const notices: string[] = [];
    let isSent = false;
    const request: Caller['call'] = createRequest({
      fetch: () => {
        isSent = true;
        // Not from inside its own call.
        void Promise.resolve().then(() => {
          task.abort();
        });
        return new Promise(() => undefined);
      },
      onNotice: (_, detail) => notices.push(detail),
    });
    const task = request({
      ...options,
      complete: ({ errMsg }: { readonly errMsg: string }) => {
        resolve({ refusal: isSent ? undefined : errMsg, notices });
      },
    });
  });
}

/** A field of the composer. */
export type Field = 'url' | 'method' | 'data' | 'header' | 'certs' | 'redirect';

const fieldsByWords: readonly (readonly [RegExp, Field])[] = [
  [/invalid url|parameter\.url|not in domain/, 'url'],
  [/fail method /, 'method'],
  [/stringify data|data should not/, 'data'],
  [/invalid header/, 'header'],
  [/certs|pinning/, 'certs'],
  [/redirect manual/, 'redirect'],
];

/** Which field a refusal is about, by its words. */
export function fieldOf(errMsg: string): Field | undefined {
  return fieldsByWords.find(([words]) => words.test(errMsg))?.[1];
}
