import type { Profile, WireRequest } from '@wxreq/core';
import type { EndMeasuring } from '@wxreq/core/fetch';

/** A request under way, and what the browser measured of its URL. */
interface Watch {
  readonly url: string;
  /** Two at a time cannot be told apart: then there is no profile rather than a wrong one. */
  clash: boolean;
  /** On the clock of entries, and the same moment since the epoch. */
  readonly start: number;
  readonly epoch: number;
  readonly entries: PerformanceResourceTiming[];
}

const watches = new Set<Watch>();
let observer: PerformanceObserver | undefined;

function keep(list: readonly PerformanceEntry[]): void {
  for (const entry of list) {
    for (const { url, start, entries } of watches) {
      if (entry.name === url && entry.startTime >= start && entry instanceof PerformanceResourceTiming) {
        entries.push(entry);
      }
    }
  }
}

/** The next turn. By a message: timers may be somebody's fakes. */
const nextTurn = (): Promise<void> =>
  new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      resolve();
      port1.close();
    };
    port2.postMessage(0);
  });

/** Starts to measure one request; what it returns ends that, and gives what the browser tells (SPEC response/profile). */
export function measure({ url, body }: WireRequest): EndMeasuring {
  if (typeof PerformanceObserver !== 'function') return () => undefined;
  // An observer, not the page's buffer: that one is full after 250 entries.
  if (!observer) {
    observer = new PerformanceObserver(list => {
      keep(list.getEntries());
    });
    observer.observe({ entryTypes: ['resource'] });
  }
  const observed = observer;
  const watch: Watch = { url, clash: false, start: performance.now(), epoch: Date.now(), entries: [] };
  for (const other of watches) if (other.url === url) watch.clash = other.clash = true;
  watches.add(watch);
  const look = (): void => {
    // Those the observer has not been called with yet.
    keep(observed.takeRecords());
  };
  const end = (): Partial<Profile> | undefined => {
    watches.delete(watch);
    const [entry, other] = watch.entries;
    return entry && !other && !watch.clash ? read(entry, watch, body) : undefined;
  };
  return isWhole => {
    look();
    // This request's own is there when its body has been read; but of some thousands Chromium tells of one a turn later.
    return isWhole && !watch.entries.length ? nextTurn().then(look).then(end) : end();
  };
}

/** What the browser stamps, in its spelling; WeChat writes `LookUp`. */
const stamps = [
  'fetchStart',
  'domainLookupStart',
  'domainLookupEnd',
  'connectStart',
  'connectEnd',
  'requestStart',
  'responseStart',
  'responseEnd',
] as const;

/** Undefined where the server does not allow it (another origin without `Timing-Allow-Origin`). */
function read(
  entry: PerformanceResourceTiming,
  { start, epoch }: Watch,
  body: Uint8Array | undefined,
): Partial<Profile> | undefined {
  if (!entry.requestStart) return undefined;
  // Both clocks may count whole milliseconds only: never before what core has noted, never in the future.
  const now = Date.now();
  const at = (time: number): number => Math.min(epoch + Math.floor(time - start), now);
  const { secureConnectionStart: tls, connectEnd, redirectEnd } = entry;
  const profile: Partial<Profile> = {
    SSLconnectionStart: tls && at(tls),
    SSLconnectionEnd: tls && at(connectEnd),
  };
  for (const name of stamps) Object.assign(profile, { [name.replace('kup', 'kUp')]: at(entry[name]) });
  if (redirectEnd) {
    profile.redirectStart = at(entry.redirectStart);
    profile.redirectEnd = at(redirectEnd);
  } else {
    profile.sendBytesCount = body ? body.length : 0;
  }
  // A fresh connection shows itself by the time it took. A coarse clock can hide that, so the contrary proves nothing.
  if (connectEnd > entry.fetchStart) profile.socketReused = false;
  if (entry.nextHopProtocol) profile.protocol = entry.nextHopProtocol.replace('http/', 'http');
  // WebKit gives no sizes to other origins, whatever the server allows.
  if (entry.encodedBodySize) profile.receivedBytedCount = entry.encodedBodySize;
  return profile;
}
