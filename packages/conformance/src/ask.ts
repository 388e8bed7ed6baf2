import type { RequestFunction } from './subject.ts';
/** Reads a text from one of the reference server's control addresses. */
export type Ask = (url: string) => Promise<string>;

interface FetchLike {
  (url: string): Promise<{ text(): Promise<string> }>;
}

function isFetch(value: unknown): value is FetchLike {
  return typeof value === 'function';
}

/** The runtime's own `fetch`, so that a wrong subject cannot spoil what the server says about it. */
function byFetch(url: string): Promise<string> {
  const own: unknown = typeof fetch === 'undefined' ? undefined : fetch;
  if (!isFetch(own)) throw new TypeError('fetch went away');
  return own(url).then(response => response.text());
}

/** Where nothing else can reach the network (a mini-program), the judged `request` itself. */
function bySubject(request: RequestFunction): Ask {
  return url =>
    new Promise((resolve, reject) => {
      request({
        url,
        dataType: 'text',
        success: (res: { data: string }) => {
          resolve(res.data);
        },
        fail: (err: { errMsg: string }) => {
          reject(new Error(`the reference server's ${url} cannot be asked: ${err.errMsg}`));
        },
      });
    });
}

/** How cases ask the server: `fetch` where there is one, else the subject's own `request`. */
export function defaultAsk(request: RequestFunction): Ask {
  return typeof fetch === 'function' ? byFetch : bySubject(request);
}
