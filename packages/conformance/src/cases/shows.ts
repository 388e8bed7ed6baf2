import type { Case } from '../case.ts';
import type { Need } from '../needs.ts';
import type { Options, Tools } from '../tools.ts';
import { seenHeader } from '../address.ts';
import { host } from '../needs.ts';
import { fromPairs } from '../pairs.ts';

/** Sends these options and gives the values of these headers as the server saw them. */
async function seenAll(
  t: Tools,
  names: readonly string[],
  options: Options,
  hostOptions?: object,
): Promise<object> {
  await t.success({ url: t.url(), ...options }, hostOptions);
  const seen = await t.arrived();
  return fromPairs(names.map(name => [name, seenHeader(seen, name)]));
}

/** What is called, and what of it reaches the server. */
export interface Shown {
  readonly options: Options;
  readonly host?: object;
  readonly needs?: readonly Need[];
  /** What the server sees; undefined: that it does not come. */
  readonly seen: Readonly<Record<string, string | undefined>>;
}

/** A case that looks at headers as the server saw them. */
export function shows(
  id: string,
  source: Case['source'],
  quote: string,
  { options, host: given, needs = [], seen }: Shown,
): Case {
  return {
    id: `header/${id}`,
    source,
    quote,
    needs: given === undefined ? needs : [host, ...needs],
    run: async t => {
      t.equal(await seenAll(t, Object.keys(seen), options, given), seen, 'the headers that the server saw');
    },
  };
}
