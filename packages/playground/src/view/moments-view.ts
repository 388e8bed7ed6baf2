import type { Moment } from '../life.ts';
import { causeText, hexOf } from '../show.ts';
import { bytesText, msText } from '../timeline.ts';
import { h } from './element.ts';

/** Every moment, in order, with what it brought. */
export interface MomentsView {
  readonly element: HTMLElement;
  add(moment: Moment): void;
  clear(): void;
}

/** Beyond it, chunks are counted, not listed. */
const mostChunks = 200;

/** Of a chunk's text. */
const mostLetters = 120;

/** An empty one. */
export function createMomentsView(): MomentsView {
  const element = h('ol', { class: 'moments' });
  const more = h('li', { class: 'moment chunkReceived' });
  let chunks = 0;
  let decoder = new TextDecoder();
  const text = (bytes: ArrayBuffer): string => decoder.decode(bytes, { stream: true });
  return {
    element,
    add: moment => {
      if (moment.name === 'chunkReceived') {
        chunks += 1;
        if (chunks > mostChunks) {
          more.textContent = `… ${String(chunks - mostChunks)} more chunks`;
          element.append(more);
          return;
        }
      }
      element.append(drawMoment(moment, chunks, text));
    },
    clear: () => {
      element.replaceChildren();
      chunks = 0;
      decoder = new TextDecoder();
    },
  };
}

function drawMoment(moment: Moment, chunks: number, text: (bytes: ArrayBuffer) => string): HTMLElement {
  const name = moment.name === 'chunkReceived' ? `chunk ${String(chunks)}` : moment.name;
  return h(
    'li',
    { class: `moment ${moment.name}` },
    h('span', { class: 'at' }, msText(moment.at)),
    h('span', { class: 'name' }, name),
    h('span', { class: 'what' }, ...whatOf(moment, text)),
  );
}

function whatOf(moment: Moment, text: (bytes: ArrayBuffer) => string): (Node | string)[] {
  switch (moment.name) {
    case 'queued':
      return ['wx.request has returned its task'];
    case 'sent':
      return [h('code', {}, moment.url)];
    case 'headersReceived': {
      const { statusCode, header } = moment.head;
      return [`${String(statusCode)} `, h('code', {}, header['content-type'] ?? '')];
    }
    case 'chunkReceived':
      return [
        h('b', {}, bytesText(moment.bytes.byteLength)),
        h('code', { class: 'hex' }, hexOf(moment.bytes, 8)),
        h('q', {}, previewOf(text(moment.bytes))),
      ];
    case 'abort':
      return ['task.abort()'];
    case 'notice':
      return [`${moment.detail} `, h('code', {}, moment.clause)];
    case 'success':
      return [moment.result.errMsg];
    case 'fail':
      return [failText(moment.result)];
    case 'complete':
      return ['with the same object'];
  }
}

/** On one line, and no longer than one reads. */
function previewOf(text: string): string {
  const line = text.replace(/\r?\n/g, '↵');
  return line.length > mostLetters ? `${line.slice(0, mostLetters)}…` : line;
}

function failText({ errMsg, errno, cause }: Extract<Moment, { name: 'fail' }>['result']): string {
  const why = causeText(cause);
  return [errMsg, errno === undefined ? undefined : `errno ${String(errno)}`, why]
    .filter(Boolean)
    .join(' · ');
}
