/** What the reference server saw of one request. */
export interface Seen {
  readonly method: string;
  readonly target: string;
  readonly version: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly text: string;
  readonly state: 'open' | 'answered' | 'left';
}

/** Where the reference server is. */
export interface Place {
  /** The page's own origin. */
  readonly http: string;
  /** The same server under another origin. */
  readonly other: string;
  /** Nobody listens here. */
  readonly refused: string;
}

/** The reference server keeps what belongs together apart by the first part of a path; this is the playground's. */
export const room = 'try';

async function ask(path: string): Promise<unknown> {
  try {
    const response = await fetch(path);
    const answer: unknown = await response.json();
    return valueOf(answer, 'value');
  } catch {
    // The page may be served by something else: then nobody tells.
    return undefined;
  }
}

function valueOf(object: unknown, name: string): unknown {
  return typeof object === 'object' && object !== null ? Reflect.get(object, name) : undefined;
}

function isPlace(value: unknown): value is Place {
  return ['http', 'other', 'refused'].every(name => typeof valueOf(value, name) === 'string');
}

function isSeen(value: unknown): value is Seen {
  return typeof valueOf(value, 'target') === 'string' && Array.isArray(valueOf(value, 'headers'));
}

/** Where the reference server is; undefined: the page was not served by one. */
export async function placeOfServer(): Promise<Place | undefined> {
  const place = await ask('/~/address');
  return isPlace(place) ? place : undefined;
}

/** How much it had seen at some moment. */
export interface Mark {
  readonly preflights: number;
  readonly requests: number;
}

const nothing: Mark = { preflights: 0, requests: 0 };

/** What it saw from the playground since then: what the browser asked by itself (preflights), then requests. */
export async function seenSince({ preflights, requests }: Mark = nothing): Promise<readonly Seen[]> {
  const [asked, came] = await Promise.all([listed('preflights'), listed('seen/0')]);
  return [...asked.slice(preflights), ...came.slice(requests)];
}

/** How much it has seen. */
export async function markSeen(): Promise<Mark> {
  const [asked, came] = await Promise.all([listed('preflights'), listed('seen/0')]);
  return { preflights: asked.length, requests: came.length };
}

async function listed(what: string): Promise<readonly Seen[]> {
  const list = await ask(`/~/${room}/${what}`);
  return Array.isArray(list) ? list.filter(isSeen) : [];
}
