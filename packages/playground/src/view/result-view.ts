import type { FailSeen, Moment, ResultSeen } from '../life.ts';
import { causeText, dataText, dataType } from '../show.ts';
import { msText } from '../timeline.ts';
import { h, panel } from './element.ts';

/** What `success` or `fail` got. */
export interface ResultView {
  readonly element: HTMLElement;
  /** undefined: nothing yet. */
  show(ending: Extract<Moment, { name: 'success' | 'fail' }> | undefined): void;
}

const mostShown = 20_000;

/** An empty one. */
export function createResultView(): ResultView {
  const body = h('div', { class: 'body' });
  const show: ResultView['show'] = ending => {
    if (!ending) body.replaceChildren(h('p', { class: 'empty' }, 'What success or fail gets.'));
    else if (ending.name === 'success') body.replaceChildren(...successParts(ending.result, ending.at));
    else body.replaceChildren(...failParts(ending.result, ending.at));
  };
  show(undefined);
  return { element: panel('Result', 'result', body), show };
}

function verdict(name: 'success' | 'fail', text: string, at: number): HTMLElement {
  return h(
    'p',
    { class: `verdict ${name}` },
    h('b', {}, name),
    h('span', { class: 'says' }, text),
    h('span', { class: 'at' }, msText(at)),
  );
}

function successParts({ statusCode, header, cookies, data, profile }: ResultSeen, at: number): Node[] {
  const text = dataText(data);
  const shown = text.length > mostShown ? `${text.slice(0, mostShown)}\n…` : text;
  const parts = [
    verdict('success', String(statusCode), at),
    part('data', dataType(data), text === '' ? undefined : h('pre', { tabindex: 0 }, shown)),
    part('header', '', pairs(Object.entries(header))),
    part('cookies', cookies.length === 0 ? '[ ]' : '', cookies.length > 0 ? list(cookies) : undefined),
  ];
  const measured = profile ? Object.entries(profile) : [];
  if (measured.length > 0) parts.push(folded('profile', pairs(measured.map(([k, v]) => [k, String(v)]))));
  return parts;
}

function failParts({ errMsg, errno, cause }: FailSeen, at: number): Node[] {
  const why = causeText(cause);
  const rows: [string, string][] = [['errMsg', errMsg]];
  if (errno !== undefined) rows.push(['errno', String(errno)]);
  if (why !== undefined) rows.push(['cause', why]);
  return [verdict('fail', errMsg.replace(/^request:fail /, ''), at), pairs(rows)];
}

function part(name: string, type: string, content: Node | undefined): HTMLElement {
  const title = h('h3', {}, name, h('span', { class: 'hint' }, type));
  return h('div', { class: 'part' }, title, ...(content ? [content] : []));
}

function folded(name: string, content: Node): HTMLElement {
  return h('details', {}, h('summary', {}, name), content);
}

function list(items: readonly string[]): HTMLElement {
  return h('ul', { class: 'plain' }, ...items.map(item => h('li', {}, h('code', {}, item))));
}

/** Names and values as a list of two columns. */
export function pairs(rows: readonly (readonly [string, string])[]): HTMLElement {
  return h(
    'dl',
    { class: 'table' },
    ...rows.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]),
  );
}
