/**
 * @typedef {object} Event
 * @property {Call} call
 * @property {string} name  `request`, `abort`, or what was called back
 * @property {number} ms  since the scene's first request
 * @property {any} [result]  what the callback got
 */

/**
 * @typedef {object} Call  one request and what came of it
 * @property {number} number  1 for the scene's first
 * @property {any} options
 * @property {number} start  as `performance.now()` tells it
 * @property {{ name: string, at: number, result: any, isLater: boolean }[]} events
 * @property {Promise<void>} ended
 */

/**
 * A `request` that behaves as the one it is given, and notes when its callbacks and listeners are called.
 * @param {(options: any) => import('../../packages/node/dist/index.js').RequestTask} request
 * @param {(event: Event) => void} note
 */
export function watch(request, note) {
  /** @type {Call[]} */
  const calls = [];
  function watched(options) {
    const start = performance.now();
    /** @type {() => void} */
    let end;
    const ended = new Promise(resolve => (end = /** @type {() => void} */ (resolve)));
    /** @type {Call} */
    const call = { number: calls.length + 1, options, start, events: [], ended };
    calls.push(call);
    let isLater = false;
    const tell = (name, result) => note({ call, name, ms: performance.now() - calls[0].start, result });
    const heard = name => result => {
      call.events.push({ name, at: performance.now(), result, isLater });
      tell(name, result);
      options[name]?.(result);
      if (name === 'complete') end();
    };

    tell('request');
    const callbacks = ['success', 'fail', 'complete'].map(name => [name, heard(name)]);
    const task = request({ ...options, ...Object.fromEntries(callbacks) });
    isLater = true;
    task.onHeadersReceived(heard('headersReceived'));
    task.onChunkReceived(heard('chunkReceived'));
    const abort = () => {
      tell('abort');
      task.abort();
    };
    return { ...task, abort };
  }

  return { request: watched, calls };
}
