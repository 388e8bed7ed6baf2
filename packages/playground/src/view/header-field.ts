import { h } from './element.ts';

/** The header's rows; there is always an empty one at the end. */
export interface HeaderField {
  readonly element: HTMLElement;
  read(): readonly (readonly [name: string, value: string])[];
  write(rows: readonly (readonly [name: string, value: string])[]): void;
}

interface Row {
  readonly element: HTMLElement;
  readonly name: HTMLInputElement;
  readonly value: HTMLInputElement;
}

/** `changed` is called when a row has gone; typing is told by the form. */
export function createHeaderField(changed: () => void): HeaderField {
  const element = h('div', { class: 'pairs' });
  let rows: readonly Row[] = [];

  const remove = (row: Row): void => {
    const index = rows.indexOf(row);
    rows = rows.filter(one => one !== row);
    row.element.remove();
    tidy();
    rows[Math.min(index, rows.length - 1)]?.name.focus();
    changed();
  };
  const add = (name = '', value = ''): void => {
    const row = createRow(name, value, () => {
      remove(row);
    });
    rows = [...rows, row];
    element.append(row.element);
  };
  const tidy = (): void => {
    const last = rows.at(-1);
    if (!last || last.name.value !== '' || last.value.value !== '') add();
    for (const row of rows) row.element.classList.toggle('spare', row === rows.at(-1));
  };
  element.addEventListener('input', tidy);
  tidy();
  return {
    element,
    read: () => rows.map(({ name, value }) => [name.value, value.value] as const).slice(0, -1),
    write: pairs => {
      element.replaceChildren();
      rows = [];
      for (const [name, value] of pairs) add(name, value);
      tidy();
    },
  };
}

function createRow(name: string, value: string, remove: () => void): Row {
  const input = (label: string, text: string): HTMLInputElement => {
    const made = h('input', {
      'aria-label': `header ${label}`,
      placeholder: label,
      autocomplete: 'off',
      spellcheck: 'false',
    });
    made.value = text;
    return made;
  };
  const nameInput = input('name', name);
  const valueInput = input('value', value);
  const button = h(
    'button',
    { type: 'button', class: 'quiet', 'aria-label': 'remove', onclick: remove },
    '×',
  );
  return {
    element: h('div', { class: 'pair' }, nameInput, valueInput, button),
    name: nameInput,
    value: valueInput,
  };
}
