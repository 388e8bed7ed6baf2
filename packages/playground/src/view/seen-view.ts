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

/** What every browser adds to every request: worth a look, but not the first. */
const browsersOwn =
  /^(?:sec-.*|host|connection|pragma|cache-control|user-agent|accept|accept-encoding|accept-language|priority|dnt)$/i;

function headerParts(headers: Seen['headers']): Node[] {
  const own = headers.filter(([name]) => browsersOwn.test(name));
  const asked = headers.filter(([name]) => !browsersOwn.test(name));
  const more = h('details', {}, h('summary', {}, `${String(own.length)} of the browser’s own`), pairs(own));
  return [...(asked.length > 0 ? [pairs(asked)] : []), ...(own.length > 0 ? [more] : [])];
}

function drawSeen({ method, target, version, headers, text, state }: Seen): HTMLElement {
  const isPreflight =
    method === 'OPTIONS' && headers.some(([name]) => name.toLowerCase() === 'access-control-request-method');
  const note = isPreflight ? 'preflight, the browser’s own' : states[state];
  const first = h('p', { class: 'first' }, h('b', {}, method), ` ${target} `, `HTTP/${version}`);
  if (note !== '') first.append(h('span', { class: 'badge' }, note));
  const body = text === '' ? [] : [h('pre', { tabindex: 0, 'aria-label': 'body' }, text)];
  return h('article', { class: 'request' }, first, ...body, ...headerParts(headers));
}
