import type { PinCourse, PinRules, PinSet } from './adapter.ts';
import { TransportError } from './errors.ts';

/** The cause of a pin failure: who was asked, for what, and what it showed (SPEC certs/cause). */
export class PinMismatch extends Error {
  readonly host: string;
  readonly asked: readonly PinSet[];
  readonly presented: readonly string[];

  /** `host` with its port where it has one; `presented`: the leaf's pin, then those of the verified certificates above it. */
  constructor(host: string, asked: readonly PinSet[], presented: readonly string[]) {
    const shown = presented.length > 0 ? presented.join(', ') : 'no verified certificate';
    super(`${host}: asked for ${asked.map(set => set.join(' or ')).join(', and for ')}; presented ${shown}`);
    this.name = 'PinMismatch';
    this.host = host;
    this.asked = asked;
    this.presented = presented;
  }
}

/** Whether each set has a pin that the verified chain has (SPEC certs/match, certs/host). */
export function matches(sets: readonly PinSet[], chain: readonly string[]): boolean {
  return sets.every(set => set.some(pin => chain.includes(pin)));
}

/** Tencent's recipe for making a pin ends in `tr -d '\\n'`, which deletes every letter n. */
function hint(pin: string): string {
  const length = pin.length - 'sha256/'.length;
  if (!pin.startsWith('sha256/') || length === 44) return '';
  return `: ${length} characters instead of 44 after sha256/ (tr -d '\\\\n' in Tencent's recipe deletes every letter n)`;
}

function required({ url, certs, hostSets, passed }: PinCourse): readonly PinSet[] {
  const sets = certs.length > 0 ? [certs, ...hostSets] : hostSets;
  if (sets.length === 0) return sets;
  const target = new URL(url);
  if (target.protocol !== 'https:') {
    throw new TransportError('pin', new PinMismatch(target.host, sets, []));
  }
  return passed?.has(target.host) ? [] : sets;
}

/** The pins that a connection must satisfy (SPEC §7). For adapters that can pin: `supports.pins`. */
export const pinRules: PinRules = {
  hint,
  required,
  remember: (url, passed) => {
    if (passed) passed.add(new URL(url).host);
  },
};
