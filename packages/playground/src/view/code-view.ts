import type { Platform } from '../code.ts';
import { h, panel } from './element.ts';
import { createSegments } from './segments.ts';

/** Code to copy. */
export interface CodeView {
  readonly element: HTMLElement;
  /** `codeFor` gives the code, or throws an Error that says why there is none. */
  show(codeFor: (platform: Platform) => string): void;
}

const names: readonly (readonly [Platform, string])[] = [
  ['mini-program', 'Mini-program'],
  ['page', 'Page'],
  ['node', 'Node'],
];

const tokens =
  /(?<comment>\/\/.*$)|(?<string>'(?:[^'\\\n]|\\.)*')|(?<word>\b(?:const|new|import|true|false|null|undefined)\b)|(?<number>-?\b\d[\d.e+-]*\b)|(?<call>\b\w+(?=\())/gm;

/** An empty one. */
export function createCodeView(): CodeView {
  const code = h('code');
  const where = createSegments('platform', 'where the code runs', names);
  const copied = h('span', { role: 'status', class: 'copied' });
  let source: (platform: Platform) => string = () => '';
  let text = '';

  const draw = (): void => {
    const platform = names.map(([name]) => name).find(name => name === where.read()) ?? 'mini-program';
    copied.textContent = '';
    try {
      text = source(platform);
      code.replaceChildren(...coloured(text));
    } catch (error) {
      text = '';
      code.replaceChildren(error instanceof Error ? error.message : '');
    }
  };
  where.element.addEventListener('input', draw);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      copied.textContent = 'Copied';
    } catch {
      // A page that is not a secure one has no clipboard: what is selected can be copied by hand.
      getSelection()?.selectAllChildren(code);
      copied.textContent = 'Selected';
    }
  };
  const button = h('button', { type: 'button', class: 'quiet', onclick: () => void copy() }, 'Copy');
  const bar = h('div', { class: 'bar' }, where.element, copied, button);
  return {
    element: panel('Code', 'code', bar, h('pre', { tabindex: 0 }, code)),
    show: codeFor => {
      source = codeFor;
      draw();
    },
  };
}

function coloured(text: string): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let end = 0;
  for (const match of text.matchAll(tokens)) {
    const kind = Object.entries(match.groups ?? {}).find(([, found]) => found)?.[0] ?? '';
    parts.push(text.slice(end, match.index), h('span', { class: `token ${kind}` }, match[0]));
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)];
}
