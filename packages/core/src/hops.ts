import type { Course, Head, Hop, Hops, HopSettings, Receiver } from './adapter.ts';
import type { Send, Traveller, WireRequest } from './adapter.ts';
import type { Profile } from './api.ts';
import { carry } from './carry.ts';
import { judge } from './verdict.ts';

/** One request over all its hops. */
class Journey {
  /** Nothing is heard of any other: it was redirected, or has given all that is wanted. */
  live: Leg | undefined;
  private redirects = 0;
  private readonly redirectStart = Date.now();
  private redirectEnd = 0;

  constructor(
    private readonly send: Send,
    readonly traveller: Traveller,
    private readonly course: Course,
    private readonly settings: HopSettings,
  ) {}

  /** Sends one hop. */
  go(hop: Hop, request: WireRequest): void {
    this.live = new Leg(this, hop);
    carry(this.send, request, this.live);
  }

  /** What a hop's head leads to. */
  head(hop: Hop, head: Head): 'discard' | undefined {
    const { traveller } = this;
    try {
      const verdict = judge(hop, head, this.redirects, this.course, this.settings);
      if ('hop' in verdict) {
        traveller.redirect(verdict.hop, request => {
          this.redirects += 1;
          this.redirectEnd = Date.now();
          // What ended the hop before has no hold on this one.
          traveller.onCancel(() => undefined);
          this.go(verdict.hop, request);
        });
        return 'discard';
      }
      const wanted = traveller.head(verdict.head);
      if (!verdict.endsHere) return wanted;
      this.live = undefined;
      traveller.end(this.addTo(undefined));
    } catch (error) {
      traveller.refuse(error);
    }
    return 'discard';
  }

  addTo(measured: Partial<Profile> | undefined): Partial<Profile> | undefined {
    if (this.redirects === 0) return measured;
    const { redirectStart, redirectEnd } = this;
    return { ...measured, redirectStart, redirectEnd };
  }
}

/** One hop: what it hears reaches the traveller as long as it is the live one. */
class Leg implements Receiver {
  private isAnswered = false;

  constructor(
    private readonly journey: Journey,
    private readonly hop: Hop,
  ) {}

  head(head: Head): 'discard' | undefined {
    if (this.journey.live !== this) return 'discard';
    if (this.isAnswered) return undefined;
    this.isAnswered = true;
    return this.journey.head(this.hop, head);
  }

  chunk(bytes: Uint8Array): void {
    if (this.journey.live === this) this.journey.traveller.chunk(bytes);
  }

  onCancel(cancel: () => void): void {
    if (this.journey.live === this) this.journey.traveller.onCancel(cancel);
  }

  end(measured: Partial<Profile> | undefined): void {
    const { journey } = this;
    if (journey.live === this) journey.traveller.end(journey.addTo(measured));
  }

  fail(error: unknown): void {
    if (this.journey.live === this) this.journey.traveller.fail(error);
  }
}

/** Redirects as the Fetch standard has them (SPEC §5). For adapters whose runtime reports 3xx heads: `supports.hops`. */
export const hops: Hops = {
  follow(send, request, traveller, course, settings) {
    new Journey(send, traveller, course, settings).go(course.hop, request);
  },
};
