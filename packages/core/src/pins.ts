import type { HostPins, PinRules, PinSet } from './adapter.ts';
import { hostSets } from './host-pins.ts';

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

function required(href: string, certs: PinSet, hostPins: HostPins): readonly PinSet[] | Error {
  if (certs.length === 0 && Object.keys(hostPins).length === 0) return [];
  const url = new URL(href);
  const sets = certs.length > 0 ? [certs, ...hostSets(url, hostPins)] : hostSets(url, hostPins);
  return sets.length > 0 && url.protocol !== 'https:' ? new PinMismatch(url.host, sets, []) : sets;
}

/** The pins that a connection must satisfy (SPEC §7). For adapters that can pin: `supports.pins`. */
export const pinRules: PinRules = { required };
