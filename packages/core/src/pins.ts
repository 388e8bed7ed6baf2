import type { Head, PinRules, PinSet } from './adapter.ts';
import { TransportError } from './errors.ts';
import { isObject, isPin } from './tokens.ts';

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

// A trailing dot names the same host: it must not be a way round the pins.
const bare = (host: string): string => new URL(`https://${host}`).host.replace(/\.(?=:|$)/, '');

function isPinSet(set: unknown): set is PinSet {
  return Array.isArray(set) && set.length > 0 && set.every(pin => typeof pin === 'string' && isPin(pin));
}

/**
 * A copy, spelled as it is looked up. Throws where a name is no host, or the same as another: one that matches nothing would
 * pin nothing.
 */
function toHostPins(pins: unknown): ReadonlyMap<string, PinSet> {
  const sets = new Map<string, PinSet>();
  if (!isObject(pins)) throw new TypeError();
  for (const [name, set] of Object.entries<unknown>({ ...pins })) {
    const host = bare(name);
    if (!isPinSet(set) || /[/?#@\\*\s]/.test(name) || sets.has(host)) throw new TypeError(name);
    sets.set(host, [...set]);
  }
  return sets;
}

/** The pins that the host demands of this URL (SPEC certs/host). */
function hostSets({ hostname, host }: URL, pins: ReadonlyMap<string, PinSet>): readonly PinSet[] {
  const sets = [bare(hostname), bare(host)].map(name => pins.get(name));
  return [...new Set(sets)].filter(set => set !== undefined);
}

/** The pins that a connection must satisfy (SPEC §7). For adapters that can pin: `supports.pins`. */
export const pinRules: PinRules = {
  hint,
  prepare({ pins = {}, pinCheck }) {
    const byHost = toHostPins(pins);
    /** `host:port` that have passed. */
    const passed = new Set<string>();
    return {
      required(url, certs) {
        if (certs.length === 0 && byHost.size === 0) return [];
        const target = new URL(url);
        const own = certs.length > 0 ? [certs] : [];
        const sets = [...own, ...hostSets(target, byHost)];
        if (sets.length > 0 && target.protocol !== 'https:') {
          throw new TransportError('pin', new PinMismatch(target.host, sets, []));
        }
        return passed.has(target.host) ? [] : sets;
      },
      watch(send) {
        if (pinCheck !== 'once-per-session') return send;
        return (wire, sink) => {
          if (wire.pins.length === 0) return send(wire, sink);
          const head = (received: Head): 'discard' | undefined => {
            passed.add(new URL(wire.url).host);
            return sink.head(received);
          };
          return send(wire, { ...sink, head });
        };
      },
    };
  },
};
