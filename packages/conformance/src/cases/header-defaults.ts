import type { Case } from '../case.ts';
import { seenHeader } from '../address.ts';

function accepts(id: string, quote: string, given: object, seen: string): Case {
  return {
    id: `header/defaults/${id}`,
    source: 'D',
    quote,
    run: async t => {
      await t.success({ url: t.url(), header: given });
      t.equal(seenHeader(await t.arrived(), 'accept'), seen, 'the header accept that the server saw');
    },
  };
}

/** SPEC §2: what is sent though nobody asked for it. */
export const headerDefaults: readonly Case[] = [
  accepts('accept-anything', '`accept: */*`', {}, '*/*'),
  accepts('unless-the-developer-set-them', 'unless the developer set them', { Accept: 'text/x' }, 'text/x'),
];
