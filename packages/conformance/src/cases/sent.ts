import type { Seen } from '../address.ts';
import type { Case } from '../case.ts';
import type { Options, Tools } from '../tools.ts';

/** What the cases about bodies look at. */
export const what = 'the body that the server saw';

/** Sends this by POST, or as told, and gives the request as the server saw it. */
export async function sent(t: Tools, options: Options, hostOptions?: object): Promise<Seen> {
  await t.success({ url: t.url(), method: 'POST', ...options }, hostOptions);
  return t.arrived();
}

/** A case that sends these options and expects these bytes, as text. */
export function sends(
  id: string,
  source: Case['source'],
  quote: string,
  options: Options,
  text: string,
): Case {
  return {
    id: `body/${id}`,
    source,
    quote,
    run: async t => {
      t.equal((await sent(t, options)).text, text, what);
    },
  };
}

/** A case that sends these bytes and expects exactly them. */
export function sendsBytes(id: string, source: Case['source'], quote: string, data: () => unknown): Case {
  return {
    id: `body/${id}`,
    source,
    quote,
    run: async t => {
      t.equal((await sent(t, { data: data() })).body, '01ff00', `${what}, in hex`);
    },
  };
}
