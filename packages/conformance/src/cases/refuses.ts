import type { Case } from '../case.ts';
import type { Need } from '../needs.ts';
import type { Options } from '../tools.ts';

/** What a refused call says. */
export interface Words {
  readonly errMsg: string;
  readonly errno: number;
}

/** `request:fail parameter error: …`. */
export const badParameter = (text: string): Words => ({ errMsg: `parameter error: ${text}`, errno: 1001 });
/** `request:fail invalid url "…"`. */
export const badUrl = (url: string): Words => ({ errMsg: `invalid url "${url}"`, errno: 600009 });
/** `request:fail method is invalid`. */
export const badMethod: Words = { errMsg: 'method is invalid', errno: 600005 };
/** `request:fail fail to stringify data`. */
export const badData: Words = { errMsg: 'fail to stringify data', errno: 600010 };
/** `request:fail data should not be …`. */
export const badType = (name: string): Words => ({ errMsg: `data should not be ${name}`, errno: 600010 });
/** `request:fail invalid header "…"`. */
export const badHeader = (name: string): Words => ({ errMsg: `invalid header "${name}"`, errno: 600005 });
/** `request:fail … is not supported on this platform`. */
export const notHere = (what: string): Words => ({
  errMsg: `${what} is not supported on this platform`,
  errno: 100,
});

/** A rule by which calls are refused: its sentence, whose it is, and what it takes. */
export interface Refusing {
  readonly source: Case['source'];
  readonly quote: string;
  readonly needs?: readonly Need[];
  readonly host?: object;
}

/** A case that fails with these words, before anything is sent. Options are made when it runs. */
export function refuses(
  id: string,
  { source, quote, needs = [], host }: Refusing,
  options: Options | (() => Options),
  { errMsg, errno }: Words,
): Case {
  return {
    id: `call/${id}`,
    source,
    quote,
    needs,
    run: async t => {
      const given = typeof options === 'function' ? options() : options;
      t.failsWith(await t.fail({ url: t.url(), ...given }, host), `request:fail ${errMsg}`, errno);
      t.equal((await t.seen()).length, 0, 'the number of requests that reached the server');
    },
  };
}

/** Data that refers to itself. */
export function cycle(): object {
  const data: Record<string, unknown> = {};
  data['self'] = data;
  return data;
}
