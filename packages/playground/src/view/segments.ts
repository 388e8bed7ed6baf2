import { h } from './element.ts';

/** A choice of few, as one row of radio buttons. */
export interface Segments {
  readonly element: HTMLElement;
  readonly read: () => string;
  readonly write: (value: string) => void;
}

/** `choices`: value and what stands there for it. */
export function createSegments(
  name: string,
  label: string,
  choices: readonly (readonly [value: string, text: string])[],
): Segments {
  const inputs = choices.map(([value]) => h('input', { type: 'radio', name, value }));
  const items = choices.map(([, text], i) => h('label', {}, inputs[i] ?? '', h('span', {}, text)));
  const write = (value: string): void => {
    for (const input of inputs) input.checked = input.value === value;
  };
  write(choices[0]?.[0] ?? '');
  return {
    element: h('div', { class: 'segments', role: 'radiogroup', 'aria-label': label }, ...items),
    read: () => inputs.find(input => input.checked)?.value ?? '',
    write,
  };
}
