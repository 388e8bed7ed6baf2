/** What a response's head says. */
export interface HeadSeen {
  readonly statusCode: number;
  readonly header: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
}

/** What `success` got. */
export interface ResultSeen extends HeadSeen {
  readonly data: unknown;
  readonly errMsg: string;
  readonly profile?: object;
}

/** What `fail` got. */
export interface FailSeen {
  readonly errMsg: string;
  readonly errno?: number;
  readonly cause?: unknown;
}

/** One moment in a request's life; `at`: milliseconds since `wx.request` was called. */
export type Moment = { readonly at: number } & (
  | { readonly name: 'queued' }
  | { readonly name: 'sent'; readonly url: string }
  | { readonly name: 'headersReceived'; readonly head: HeadSeen }
  | { readonly name: 'chunkReceived'; readonly bytes: ArrayBuffer }
  | { readonly name: 'abort' }
  | { readonly name: 'notice'; readonly clause: string; readonly detail: string }
  | { readonly name: 'success'; readonly result: ResultSeen }
  | { readonly name: 'fail'; readonly result: FailSeen }
  | { readonly name: 'complete' }
);

/** The name of a moment. */
export type MomentName = Moment['name'];

/** The first moment of this name. */
export function momentOf<N extends MomentName>(
  life: readonly Moment[],
  name: N,
): Extract<Moment, { readonly name: N }> | undefined {
  return life.find((moment): moment is Extract<Moment, { readonly name: N }> => moment.name === name);
}

/** Whether `complete` has been called. */
export function isOver(life: readonly Moment[]): boolean {
  return momentOf(life, 'complete') !== undefined;
}
