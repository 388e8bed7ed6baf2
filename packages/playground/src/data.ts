import { literal } from './literal.ts';

/** A kind of `data`: the value that is sent, and the code that makes the same value. */
interface Kind {
  readonly label: string;
  /** Whether one types something. */
  readonly typed?: string;
  /** Throws an Error that says what is wrong with the text. */
  readonly value: (text: string) => unknown;
  readonly code: (text: string, indent: string) => string;
}

const hexDigits = /^(\s*[0-9a-f]{2})*\s*$/i;

function bytesOf(hex: string): number[] {
  if (!hexDigits.test(hex)) throw new Error('two hex digits a byte, such as 00 ff');
  return (hex.match(/[0-9a-f]{2}/gi) ?? []).map(pair => parseInt(pair, 16));
}

function parsed(json: string): unknown {
  const value: unknown = JSON.parse(json);
  return value;
}

function circle(): object {
  const tea: Record<string, unknown> = {};
  tea.tea = tea;
  return tea;
}

const fixed = (label: string, value: () => unknown, code: string): Kind => ({
  label,
  value,
  code: () => code,
});

/** The name of a kind of `data`. */
export type DataKind = 'none' | 'json' | 'text' | 'bytes' | 'function' | 'map' | 'formData' | 'circle';

/** All kinds, for choosing. */
export const dataKinds: Readonly<Record<DataKind, Kind>> = {
  none: fixed('none', () => undefined, 'undefined'),
  json: {
    label: 'object',
    typed: 'JSON, such as { "q": "茶" }',
    value: parsed,
    code: (text, indent) => literal(parsed(text), indent),
  },
  text: {
    label: 'string',
    typed: 'sent as it is',
    value: text => text,
    code: text => literal(text),
  },
  bytes: {
    label: 'bytes',
    typed: 'in hex: e8 8c b6',
    value: text => new Uint8Array(bytesOf(text)),
    code: text => `new Uint8Array([${bytesOf(text).join(', ')}])`,
  },
  function: fixed('a function', () => () => 'tea', "() => 'tea'"),
  map: fixed('a Map', () => new Map([['tea', 1]]), "new Map([['tea', 1]])"),
  formData: fixed('FormData', () => new FormData(), 'new FormData()'),
  circle: fixed('a circle', circle, '(tea => Object.assign(tea, { tea }))({})'),
};

/** `data` as one composes it. */
export interface DataDraft {
  readonly kind: DataKind;
  readonly text: string;
}

/** Whether this names a kind. */
export function isDataKind(name: string): name is DataKind {
  return Object.hasOwn(dataKinds, name);
}

/** What is sent as `data`. Throws an Error where the text is not of its kind. */
export function dataValue({ kind, text }: DataDraft): unknown {
  return dataKinds[kind].value(text);
}

/** The expression that makes it. Throws likewise. */
export function dataCode({ kind, text }: DataDraft, indent: string): string {
  return dataKinds[kind].code(text, indent);
}
