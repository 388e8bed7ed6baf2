import type { HostPins, PinSet } from './adapter.ts';

// A trailing dot names the same host: it must not be a way round the pins.
const bare = (host: string): string => new URL(`https://${host}`).host.replace(/\.(?=:|$)/, '');

/** Whether each of these names a host, and none the same as another. A name that matches nothing would pin nothing. */
export function areHosts(names: readonly string[]): boolean {
  try {
    return (
      names.every(name => /^[^/?#@\\*\s]+$/.test(name)) && new Set(names.map(bare)).size === names.length
    );
  } catch {
    // One of them does not parse: that is the answer.
    return false;
  }
}

/** A copy, spelled as {@link hostSets} looks it up. */
export function toHostPins(pins: HostPins): ReadonlyMap<string, PinSet> {
  return new Map(Object.entries(pins).map(([name, set]) => [bare(name), [...set]]));
}

/** The pins that the host demands of this URL, whatever the runtime can do with them (SPEC certs/host). */
export function hostSets(url: string, pins: ReadonlyMap<string, PinSet>): readonly PinSet[] {
  if (pins.size === 0) return [];
  const { hostname, host } = new URL(url);
  const sets = [bare(hostname), bare(host)].map(name => pins.get(name));
  return [...new Set(sets)].filter(set => set !== undefined);
}
