import type { Plain, PlainOption } from '../options.ts';
import { h } from './element.ts';
import { createSegments } from './segments.ts';

/** One plain option as a row. */
export interface PlainField {
  readonly name: string;
  readonly element: HTMLElement;
  read(): Plain | undefined;
  write(value: Plain | undefined): void;
}

/** A row for this option. */
export function createPlainField(option: PlainOption): PlainField {
  const { name, hint, fallback } = option;
  const control = option.values ? chooser(option, option.values) : typer(option);
  const about = [hint, fallback === 'none' ? undefined : `default ${fallback}`].filter(Boolean).join(' · ');
  const words = h('div', { class: 'about' }, h('span', { class: 'name' }, name));
  if (about !== '') words.append(h('span', { class: 'hint' }, about));
  const element = h('div', { class: 'row', 'data-field': name }, words, control.element);
  return { ...control, name, element };
}

type Control = Omit<PlainField, 'name'>;

function chooser({ name }: PlainOption, values: readonly Plain[]): Control {
  const choices = values.map(value => [String(value), String(value)] as const);
  const { element, read, write } = createSegments(name, name, [['', 'unset'], ...choices]);
  return {
    element,
    read: () => values.find(value => String(value) === read()),
    write: value => {
      write(value === undefined ? '' : String(value));
    },
  };
}

function typer({ name, typed, fallback }: PlainOption): Control {
  const isNumber = typed === 'number';
  const input = h('input', {
    'aria-label': name,
    type: 'text',
    inputmode: isNumber ? 'numeric' : 'text',
    placeholder: fallback === 'none' ? 'unset' : fallback,
    autocomplete: 'off',
    spellcheck: 'false',
  });
  return {
    element: input,
    read: () => {
      if (input.value === '') return undefined;
      // What is no number goes as it was typed: wx.request has a rule for that, too.
      const number = Number(input.value);
      return isNumber && !Number.isNaN(number) ? number : input.value;
    },
    write: value => {
      input.value = value === undefined ? '' : String(value);
    },
  };
}
