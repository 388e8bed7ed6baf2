import type { HostPins, PinSet } from './adapter.ts';

// A trailing dot names the same host; it must not be a way round the pins.
const withoutDot = (host: string): string => host.replace(/\.$/, '');

/** A host as `pins` names it, `api.example.com` or `api.example.com:8443`, in the spelling of URLs; undefined: no host. */
function pinnedName(name: string): string | undefined {
  if (!/^[^/?#@\\*\s]+$/.test(name)) return undefined;
  const [, port] = /:(\d+)$/.exec(name) ?? [];
  try {
    const host = withoutDot(new URL(`https://${name}`).hostname);
    return port === undefined ? host : `${host}:${Number(port)}`;
  } catch {
    // It names no host: that is the answer.
    return undefined;
  }
}

/** Whether each of these names a host, and none the same as another. A name that matches nothing would pin nothing. */
export function areHosts(names: readonly string[]): boolean {
  const hosts = new Set(names.map(pinnedName));
  return hosts.size === names.length && !hosts.has(undefined);
}

/** A copy, by the names that {@link hostSets} looks up. */
export function toHostPins(pins: HostPins): HostPins {
  return Object.fromEntries(Object.entries(pins).map(([name, set]) => [pinnedName(name) ?? name, [...set]]));
}

/** The pins that the host demands of this URL, whatever the runtime can do with them (SPEC certs/host). */
export function hostSets({ protocol, hostname, port }: URL, hostPins: HostPins): PinSet[] {
  const host = withoutDot(hostname);
  const names = [host, `${host}:${port || (protocol === 'https:' ? '443' : '80')}`];
  return names.flatMap(name => {
    const set = Object.prototype.hasOwnProperty.call(hostPins, name) ? hostPins[name] : undefined;
    return set ? [set] : [];
  });
}
