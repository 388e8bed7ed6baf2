import type { DataDraft } from './data.ts';
import { dataValue } from './data.ts';
import type { Plain } from './options.ts';
import { plainOptions } from './options.ts';

/** When the task is aborted. */
export type AbortMoment = 'never' | 'at-once' | 'headers' | 'chunk';

/** A request as one composes it. */
export interface Draft {
  readonly url: string;
  readonly method: string;
  readonly data: DataDraft;
  /** A row without a name is not there yet. */
  readonly header: readonly (readonly [name: string, value: string])[];
  /** One pin to a line. */
  readonly certs: string;
  /** The plain options that are set, by name. */
  readonly plain: Readonly<Record<string, Plain>>;
  readonly abort: AbortMoment;
}

/** Nothing set. */
export const emptyDraft: Draft = {
  url: '',
  method: 'GET',
  data: { kind: 'none', text: '' },
  header: [],
  certs: '',
  plain: {},
  abort: 'never',
};

/** The header's rows that have a name. */
export function headerOfDraft({ header }: Draft): Record<string, string> {
  return Object.fromEntries(header.filter(([name]) => name !== ''));
}

/** The pins, one to a line. */
export function certsOfDraft({ certs }: Draft): string[] {
  return certs.split('\n').flatMap(line => (line.trim() === '' ? [] : [line.trim()]));
}

/**
 * The options that `wx.request` gets, without callbacks: only what is set, in the order in which one writes them. Throws an
 * Error where `data`'s text is not of its kind.
 */
export function optionsOf(draft: Draft): Record<string, unknown> {
  const { url, method, data, plain } = draft;
  const header = headerOfDraft(draft);
  const certs = certsOfDraft(draft);
  const names = plainOptions.map(({ name }) => name).filter(name => Object.hasOwn(plain, name));
  return {
    url,
    ...(method !== 'GET' && { method }),
    ...(Object.keys(header).length > 0 && { header }),
    ...(data.kind !== 'none' && { data: dataValue(data) }),
    ...Object.fromEntries(names.map(name => [name, plain[name]])),
    ...(certs.length > 0 && { certs }),
  };
}
