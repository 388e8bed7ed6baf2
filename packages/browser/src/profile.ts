import type { Profile, WireRequest } from '@wxreq/core';

/** The requests under way to one URL, and what the browser measured of them. */
interface Watch {
  running: number;
  /** Two at a time cannot be told apart: then there is no profile rather than a wrong one. */
  clash: boolean;
  /** On the clock of entries, and the same moment since the epoch. */
  readonly start: number;
  readonly epoch: number;
  readonly entries: PerformanceResourceTiming[];
}

const watches = new Map<string, Watch>();
let observer: PerformanceObserver | undefined;

function keep(entries: readonly PerformanceEntry[]): void {
  for (const entry of entries) {
    const watch = watches.get(entry.name);
    if (watch && entry.startTime >= watch.start && entry instanceof PerformanceResourceTiming) {
      watch.entries.push(entry);
    }
  }
}

/** An observer, not the page's buffer: that one is full after 250 entries. */
function observe(): PerformanceObserver | undefined {
  if (!observer && typeof PerformanceObserver === 'function') {
    observer = new PerformanceObserver(list => {
      keep(list.getEntries());
    });
    observer.observe({ entryTypes: ['resource'] });
  }
  return observer;
}

/** Starts to measure one request; what it returns ends that, and gives what the browser tells (SPEC response/profile). */
export function measure({ url, body }: WireRequest): () => Partial<Profile> | undefined {
  const observed = observe();
  if (!observed) return () => undefined;
  const watch = watches.get(url) ?? newWatch();
  watches.set(url, watch);
  watch.running += 1;
  if (watch.running > 1) watch.clash = true;
  return () => {
    // Those the observer has not been called with yet; this request's own is there as soon as its body is read.
    keep(observed.takeRecords());
    watch.running -= 1;
    if (watch.running === 0) watches.delete(url);
    const [entry, other] = watch.entries;
    return entry && !other && !watch.clash ? read(entry, watch, body) : undefined;
  };
}

function newWatch(): Watch {
  return { running: 0, clash: false, start: performance.now(), epoch: Date.now(), entries: [] };
}

/** Undefined where the server does not allow it (another origin without `Timing-Allow-Origin`). */
function read(
  entry: PerformanceResourceTiming,
  { start, epoch }: Watch,
  body: Uint8Array | undefined,
): Partial<Profile> | undefined {
  if (!entry.requestStart) return undefined;
  // Rounded down: never before what core has noted, never in the future.
  const at = (time: number): number => epoch + Math.floor(time - start);
  const tls = entry.secureConnectionStart;
  const profile: Partial<Profile> = {
    fetchStart: at(entry.fetchStart),
    domainLookUpStart: at(entry.domainLookupStart),
    domainLookUpEnd: at(entry.domainLookupEnd),
    connectStart: at(entry.connectStart),
    connectEnd: at(entry.connectEnd),
    SSLconnectionStart: tls && at(tls),
    SSLconnectionEnd: tls && at(entry.connectEnd),
    requestStart: at(entry.requestStart),
    responseStart: at(entry.responseStart),
    responseEnd: at(entry.responseEnd),
  };
  if (entry.redirectEnd) {
    profile.redirectStart = at(entry.redirectStart);
    profile.redirectEnd = at(entry.redirectEnd);
  } else {
    profile.sendBytesCount = body?.length ?? 0;
  }
  // A fresh connection shows itself by the time it took. A coarse clock can hide that, so the contrary proves nothing.
  if (entry.connectEnd > entry.fetchStart) profile.socketReused = false;
  if (entry.nextHopProtocol) profile.protocol = entry.nextHopProtocol.replace('http/', 'http');
  // WebKit gives no sizes to other origins, whatever the server allows.
  if (entry.encodedBodySize) profile.receivedBytedCount = entry.encodedBodySize;
  return profile;
}
