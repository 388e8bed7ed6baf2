import type { DataDraft, DataKind } from '../data.ts';
import { dataKinds, isDataKind } from '../data.ts';
import { h } from './element.ts';

/** `data`: its kind, and what is typed for it. */
export interface DataField {
  readonly element: HTMLElement;
  read(): DataDraft;
  write(data: DataDraft): void;
}

const groups: readonly (readonly [label: string, kinds: readonly DataKind[]])[] = [
  ['sent', ['none', 'json', 'text', 'bytes']],
  ['refused', ['function', 'map', 'formData', 'circle']],
];

/** A choice of kinds with a text field. */
export function createDataField(): DataField {
  const option = (kind: DataKind): HTMLElement => h('option', { value: kind }, dataKinds[kind].label);
  const select = h(
    'select',
    { 'aria-label': 'kind of data' },
    ...groups.map(([label, kinds]) => h('optgroup', { label }, ...kinds.map(option))),
  );
  const text = h('textarea', { 'aria-label': 'data', rows: 5, spellcheck: 'false', autocomplete: 'off' });
  const kind = (): DataKind => (isDataKind(select.value) ? select.value : 'none');
  const tidy = (): void => {
    const { typed } = dataKinds[kind()];
    text.hidden = typed === undefined;
    text.placeholder = typed ?? '';
  };
  select.addEventListener('input', tidy);
  tidy();
  return {
    element: h('div', { class: 'data' }, select, text),
    read: () => ({ kind: kind(), text: text.value }),
    write: data => {
      select.value = data.kind;
      text.value = data.text;
      tidy();
    },
  };
}
