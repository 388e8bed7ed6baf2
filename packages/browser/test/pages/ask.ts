import type { FailResult, RequestOptions, RequestTask, SuccessResult, WxRequest } from '@wxreq/core';

/** The life of one request as a page sees it. */
export interface Life {
  /** In order: `headers`, each chunk's text, `success` or `fail`, `complete`. */
  readonly events: string[];
  readonly success: SuccessResult<unknown> | undefined;
  readonly fail: FailResult | undefined;
}

/** Runs one request to its end. `watch` gets the task at once, and each event as it comes. */
export function ask(
  request: WxRequest,
  options: RequestOptions<unknown>,
  watch: (task: RequestTask, event: string) => void = () => {},
): Promise<Life> {
  return new Promise(resolve => {
    const events: string[] = [];
    let success: SuccessResult<unknown> | undefined;
    let fail: FailResult | undefined;
    const note = (event: string): void => {
      events.push(event);
      watch(task, event);
    };
    const task = request({
      ...options,
      success(res) {
        success = res;
        note('success');
      },
      fail(res) {
        fail = res;
        note('fail');
      },
      complete() {
        note('complete');
        resolve({ events, success, fail });
      },
    });
    task.onHeadersReceived(() => note('headers'));
    task.onChunkReceived(({ data }) => note(new TextDecoder().decode(data)));
    watch(task, 'called');
  });
}

let ids = 0;

/** A path whose fate the server will know. */
export function tracked(path: string): { readonly url: string; readonly fate: () => Promise<string> } {
  const id = `${String(performance.timeOrigin)}-${String((ids += 1))}`;
  const fate = async (): Promise<string> => (await fetch(`/fate?id=${id}`)).text();
  return { url: `${path}${path.includes('?') ? '&' : '?'}id=${id}`, fate };
}

/** The other origin, under the page's own scheme. */
export async function otherOrigin(): Promise<string> {
  const response = await fetch('/harness/place', { method: 'POST' });
  const { other, secureOther } = await response.json();
  return location.protocol === 'https:' ? secureOther : other;
}

/** What one event of this name carries. The default (a line on the console) is prevented. */
export function nextEvent(name: 'error'): Promise<ErrorEvent> {
  return new Promise(resolve => {
    addEventListener(
      name,
      event => {
        event.preventDefault();
        resolve(event);
      },
      { once: true },
    );
  });
}
