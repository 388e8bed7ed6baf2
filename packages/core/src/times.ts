import type { Profile } from './api.ts';

/** What core itself measures of a request (SPEC response/profile), in ms since the epoch. */
export class Times {
  private readonly invokeStart = Date.now();
  private queueEnd = 0;

  /** The request has left the queue. */
  leaveQueue(): void {
    this.queueEnd = Date.now();
  }

  /** Added one by one: `Object.assign` makes a table of an object this large, and takes ten times as long. */
  addTo(profile: Partial<Profile>): Partial<Profile> {
    profile.invokeStart = profile.queueStart = this.invokeStart;
    profile.queueEnd = this.queueEnd;
    return profile;
  }
}
