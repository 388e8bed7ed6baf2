import type { Seen } from '../seen.ts';
import { h, panel } from './element.ts';
import { pairs } from './result-view.ts';

/** What the server saw. */
export interface SeenView {
  readonly element: HTMLElement;
  /** undefined: nobody told. */
  show(seen: readonly Seen[] | undefined): void;
}

const states = {
  open: 'not answered yet',
  answered: '',
  left: 'we left before the answer was whole',
} as const;

/** An empty one. */
export function createSeenView(): SeenView {
  const body = h('div', { class: 'body' });
  const say = (text: string): void => {
    body.replaceChildren(h('p', { class: 'empty' }, text));
  };
  say('Method, header and body as they arrive at the reference server.');
  return {
    element: panel('What the server saw', 'seen', body),
    show: seen => {
      if (!seen) say('Only the reference server tells what it saw.');
      else if (seen.length === 0) say('Nothing: not one request arrived.');
      else body.replaceChildren(...seen.map(drawSeen));
    },
  };
}

function drawSeen({ method, target, version, headers, text, state }: Seen): HTMLElement {
  const isPreflight =
    method === 'OPTIONS' && headers.some(([name]) => name.toLowerCase() === 'access-control-request-method');
  const note = isPreflight ? 'preflight, the browser’s own' : states[state];
  const first = h('p', { class: 'first' }, h('b', {}, method), ` ${target} `, `HTTP/${version}`);
  if (note !== '') first.append(h('span', { class: 'badge' }, note));
  const parts: Node[] = [first, pairs(headers)];
  if (text !== '') parts.push(h('pre', { tabindex: 0 }, text));
  return h('article', { class: 'request' }, ...parts);
}
