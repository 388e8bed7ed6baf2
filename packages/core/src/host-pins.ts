import type { HostPins, PinSet } from './adapter.ts';

// A trailing dot names the same host: it must not be a way round the pins.
const bare = (host: string): string => new URL(`https://${host}`).host.replace(/\.(?=:|$)/, '');

/**
 * A copy, spelled as {@link hostSets} looks it up. Throws where a name is no host, or the same as another: one that matches
 * nothing would pin nothing.
 */
export function toHostPins(pins: HostPins): ReadonlyMap<string, PinSet> {
  const sets = new Map<string, PinSet>();
  for (const [name, set] of Object.entries(pins)) {
    const host = bare(name);
    if (/[/?#@\\*\s]/.test(name) || sets.has(host)) throw new TypeError(name);
    sets.set(host, [...set]);
  }
  return sets;
}

/** The pins that the host demands of this URL, whatever the runtime can do with them (SPEC certs/host). */
export function hostSets(url: string, pins: ReadonlyMap<string, PinSet>): readonly PinSet[] {
  if (pins.size === 0) return [];
  const { hostname, host } = new URL(url);
  const sets = [bare(hostname), bare(host)].map(name => pins.get(name));
  return [...new Set(sets)].filter(set => set !== undefined);
}
