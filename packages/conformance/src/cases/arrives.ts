import type { Case } from '../case.ts';

/** Calls `/p` + `from` with this data and expects `/p` + `to` at the server. */
export function arrives(
  id: string,
  source: Case['source'],
  quote: string,
  from: string,
  data: unknown,
  to: string,
): Case {
  return {
    id: `url/${id}`,
    source,
    quote,
    run: async t => {
      await t.success({ url: t.url(`/p${from}`), data });
      const { target, body } = await t.arrived();
      t.equal(
        { target, body },
        { target: `/p${to}`, body: '' },
        'the target and the body that the server saw',
      );
    },
  };
}
