import type { ServerAddress } from '../address.ts';
import type { Step } from '../script.ts';
import type { Ledgers } from './ledger.ts';

/** What the control routes may look at besides the ledgers. */
export interface ControlState {
  readonly ledgers: Ledgers;
  readonly strays: () => number;
  readonly address: () => ServerAddress;
  readonly page: (path: string) => Page | undefined;
  readonly steps: (rest: string) => readonly Step[];
  readonly onResults: (text: string) => void;
}

/** Something for a browser to load. */
export interface Page {
  readonly type: string;
  readonly text: string;
}

/**
 * The control routes, `/~/<token>/<what>`; each answers `{ "value": … }` as soon as what it waits for is there:
 * `seen/<n>` (n requests have come), `preflights`, `left/<i>` (the client of request i has gone), `go/<gate>`, `strays`,
 * `drop`; besides `/~/address` and `/~/fence`.
 */
export async function control(
  target: string,
  { ledgers, strays, address }: Pick<ControlState, 'ledgers' | 'strays' | 'address'>,
): Promise<unknown> {
  const [, , token = '', what = '', argument = ''] = target.split(/[/?]/);
  if (token === 'address') return address();
  if (token === 'fence') return null;
  const ledger = ledgers.of(token);
  switch (what) {
    case 'seen':
      await ledger.until(() => ledger.seen.length >= Number(argument));
      return ledger.seen;
    case 'preflights':
      return ledger.preflights;
    case 'left':
      await ledger.until(() => ledger.seen[Number(argument)]?.state === 'left');
      return null;
    case 'go':
      ledger.open(argument);
      return null;
    case 'strays':
      return strays();
    case 'drop':
      ledgers.drop(token);
      return null;
    default:
      throw new TypeError(`no control route ${target}`);
  }
}
