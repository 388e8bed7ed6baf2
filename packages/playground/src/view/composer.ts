import type { AbortMoment, Draft } from '../draft.ts';
import type { Plain } from '../options.ts';
import { methods, transport, ways, withoutEffect } from '../options.ts';
import { createDataField } from './data-field.ts';
import { h, panel } from './element.ts';
import { createHeaderField } from './header-field.ts';
import { createPlainField } from './plain-field.ts';
import { createSegments } from './segments.ts';

/** What is wrong with a draft: the field it is about, and why. */
export interface Fault {
  readonly field: string;
  readonly kind: 'refused' | 'lost' | 'unreadable';
  readonly why: string;
}

/** The form. */
export interface Composer {
  /** Method, address and what is beside them. */
  readonly line: HTMLElement;
  /** All other options. */
  readonly element: HTMLElement;
  read(): Draft;
  write(draft: Draft): void;
  /** Shows at each field what is wrong with it. */
  show(faults: readonly Fault[]): void;
}

const moments: readonly (readonly [AbortMoment, string])[] = [
  ['never', 'never'],
  ['at-once', 'at once'],
  ['headers', 'at the head'],
  ['chunk', 'at a chunk'],
];

/** `changed` is called at every change that a person makes. */
export function createComposer(changed: () => void): Composer {
  const method = h('select', { 'aria-label': 'method' }, ...methods.map(name => h('option', {}, name)));
  const url = h('input', {
    'aria-label': 'url',
    placeholder: 'https://',
    autocomplete: 'off',
    spellcheck: 'false',
    inputmode: 'url',
  });
  const data = createDataField();
  const header = createHeaderField(changed);
  const certs = h('textarea', {
    'aria-label': 'certs',
    rows: 2,
    spellcheck: 'false',
    placeholder: 'sha256/… one to a line',
  });
  const abort = createSegments('abort', 'abort', moments);
  const groups = [ways, transport, withoutEffect].map(options => options.map(createPlainField));
  const plain = groups.flat();
  const [wayRows = [], transportRows = [], ignoredRows = []] = groups.map(group =>
    group.map(field => field.element),
  );

  const line = h(
    'div',
    { class: 'line' },
    h('div', { class: 'address' }, field('method', method), field('url', url)),
  );
  const element = panel(
    'Options',
    'composer',
    block('data', data.element),
    block('header', header.element),
    h('div', { class: 'rows' }, ...wayRows),
    h('div', { class: 'rows' }, row('abort()', 'the task’s own', abort.element)),
    fold('Connection and certificate', ...transportRows, block('certs', certs)),
    fold('Accepted, without effect', ...ignoredRows),
  );
  for (const part of [line, element]) part.addEventListener('input', changed);

  return {
    line,
    element,
    read: () => ({
      url: url.value,
      method: method.value,
      data: data.read(),
      header: header.read(),
      certs: certs.value,
      plain: Object.fromEntries(plain.flatMap(one => pairOf(one.name, one.read()))),
      abort: moments.find(([moment]) => moment === abort.read())?.[0] ?? 'never',
    }),
    write: draft => {
      url.value = draft.url;
      method.value = draft.method;
      data.write(draft.data);
      header.write(draft.header);
      certs.value = draft.certs;
      abort.write(draft.abort);
      for (const one of plain) one.write(draft.plain[one.name]);
      for (const folded of element.querySelectorAll('details')) folded.open ||= hasSet(folded, draft);
    },
    show: faults => {
      showFaults([line, element], faults);
    },
  };
}

function pairOf(name: string, value: Plain | undefined): [string, Plain][] {
  return value === undefined ? [] : [[name, value]];
}

function hasSet(folded: HTMLElement, { plain, certs }: Draft): boolean {
  const names = [...folded.querySelectorAll<HTMLElement>('[data-field]')].map(one => one.dataset.field ?? '');
  return names.some(name => Object.hasOwn(plain, name) || (name === 'certs' && certs !== ''));
}

function field(name: string, ...controls: HTMLElement[]): HTMLElement {
  return h('div', { class: `field ${name}`, 'data-field': name }, ...controls);
}

function block(name: string, control: HTMLElement): HTMLElement {
  return h('div', { class: 'block', 'data-field': name }, h('span', { class: 'name' }, name), control);
}

function row(name: string, hint: string, control: HTMLElement): HTMLElement {
  const words = h(
    'div',
    { class: 'about' },
    h('span', { class: 'name' }, name),
    h('span', { class: 'hint' }, hint),
  );
  return h('div', { class: 'row' }, words, control);
}

function fold(title: string, ...children: HTMLElement[]): HTMLElement {
  return h('details', {}, h('summary', {}, title), h('div', { class: 'rows' }, ...children));
}

let ids = 0;

function showFaults(parts: readonly HTMLElement[], faults: readonly Fault[]): void {
  for (const part of parts) {
    for (const place of part.querySelectorAll<HTMLElement>('[data-field]')) {
      const here = faults.filter(fault => fault.field === place.dataset.field);
      place.querySelector('.why')?.remove();
      const controls = place.querySelectorAll('input, select, textarea');
      for (const control of controls) {
        control.removeAttribute('aria-describedby');
        control.removeAttribute('aria-invalid');
      }
      if (here.length === 0) continue;
      const id = `why-${String((ids += 1))}`;
      const isBad = here.some(({ kind }) => kind !== 'lost');
      const lines = here.map(({ kind, why }) => h('p', { class: kind }, why));
      place.append(h('div', { class: 'why', id }, ...lines));
      for (const control of controls) {
        control.setAttribute('aria-describedby', id);
        if (isBad) control.setAttribute('aria-invalid', 'true');
      }
      const folded = place.closest('details');
      if (folded && isBad) folded.open = true;
    }
  }
}
