import { TransportError } from '@wxreq/core';
import type { Sink, WireRequest } from '@wxreq/core';
import type { Answer } from '../../src/server/answer.ts';
import { decoder } from './decode.ts';

/** How an exchange in memory ended. */
export interface Ending {
  readonly error?: TransportError;
  /** The connection died before a byte of the response. */
  readonly unborn?: boolean;
  /** The connection had carried a request before. */
  readonly reused?: boolean;
  /** The bytes of the body as they came. */
  readonly received?: number;
}

/** The client's end of the wire: reads what the server writes, and tells the sink. */
export function memoryAnswer(request: WireRequest, sink: Sink, ended: (ending: Ending) => void) {
  let left = () => {};
  let over = false;
  let length: number | undefined;
  let untilClose = false;
  let bodyless = false;
  let got: number | undefined;
  let born = false;
  let decode = decoder('');
  const finish = (ending: Ending) => {
    if (over) return;
    over = true;
    ended(ending);
  };
  const give = (bytes: Uint8Array, last: boolean) => {
    try {
      const out = decode.push(bytes, last);
      if (out.length > 0) sink.chunk(new Uint8Array(out));
    } catch (error) {
      finish({ error: new TransportError('encoding', error) });
    }
  };
  const lost = () => {
    const error = new TransportError('reset', new Error('the connection was lost'));
    finish({ error, unborn: !born });
  };
  const end = () => {
    if (over) return;
    if (!bodyless && length !== undefined && (got ?? 0) < length) return lost();
    if (!bodyless) give(new Uint8Array(0), true);
    finish({ received: got ?? 0 });
  };
  const answer: Answer = {
    inform: () => {
      born = true;
    },
    head: (status, written, closes) => {
      if (over) return;
      born = true;
      const headers = written.map(([name, value]) => [name, value.replace(/^[ \t]+|[ \t]+$/g, '')] as const);
      const all = (name: string) =>
        headers.flatMap(([key, value]) => (key.toLowerCase() === name ? [value] : []));
      const find = (name: string) => all(name)[0];
      if (headers.reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0) > 262144) {
        return finish({ error: new TransportError('head-size') });
      }
      got = 0;
      untilClose = closes;
      bodyless = request.method === 'HEAD' || status === 204 || status === 304;
      const stated = find('content-length');
      length = stated === undefined ? undefined : Number(stated);
      try {
        if (!bodyless) decode = decoder(all('content-encoding').join(','));
      } catch (error) {
        return finish({ error: new TransportError('encoding', error) });
      }
      const wanted = sink.head({ status, headers });
      if (wanted === 'discard' && (request.method === 'CONNECT' || untilClose)) {
        finish({});
        left();
      }
    },
    body: bytes => {
      if (over || bodyless) return;
      const room = (length ?? Infinity) - (got ?? 0);
      got = (got ?? 0) + bytes.length;
      give(bytes.subarray(0, Math.max(0, room)), false);
    },
    raw: () => finish({ error: new TransportError('protocol', new Error('not HTTP')) }),
    end,
    cut: () => (untilClose ? end() : lost()),
    reset: lost,
    onLeft: tell => {
      left = tell;
      if (over) tell();
    },
  };
  const leave = () => {
    over = true;
    left();
  };
  return { answer, leave };
}
