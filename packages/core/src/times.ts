import type { Profile } from './api.ts';

/** What core itself measures of a request (SPEC response/profile), in ms since the epoch. */
export class Times {
  private readonly invokeStart = Date.now();
  private queueEnd = 0;
  private redirectStart = 0;
  private redirectEnd = 0;

  /** The request has left the queue. */
  leaveQueue(): void {
    this.queueEnd = Date.now();
  }

  /** A redirect has been answered with another hop. */
  redirect(): void {
    this.redirectStart = this.redirectStart || this.queueEnd;
    this.redirectEnd = Date.now();
  }

  /** Added one by one: `Object.assign` makes a table of an object this large, and takes ten times as long. */
  addTo(profile: Partial<Profile>): Partial<Profile> {
    profile.invokeStart = profile.queueStart = this.invokeStart;
    profile.queueEnd = this.queueEnd;
    if (!this.redirectStart) return profile;
    profile.redirectStart = this.redirectStart;
    profile.redirectEnd = this.redirectEnd;
    return profile;
  }
}
