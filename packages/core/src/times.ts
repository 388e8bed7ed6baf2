import type { Profile } from './api.ts';

/** What core itself measures of a request (SPEC response/profile), in ms since the epoch. */
export class Times {
  private readonly invokeStart = Date.now();
  private queueEnd = this.invokeStart;
  private redirectStart: number | undefined;
  private redirectEnd = 0;

  /** A slot is free. */
  leaveQueue(): void {
    this.queueEnd = Date.now();
  }

  /** A redirect has been answered with another hop. */
  redirect(): void {
    this.redirectStart ??= this.queueEnd;
    this.redirectEnd = Date.now();
  }

  /** Together with what the adapter measured of the last hop. */
  toProfile(measured: Partial<Profile> | undefined): Partial<Profile> {
    const { invokeStart, queueEnd, redirectStart, redirectEnd } = this;
    const own = { invokeStart, queueStart: invokeStart, queueEnd };
    return redirectStart === undefined
      ? { ...own, ...measured }
      : { ...own, redirectStart, redirectEnd, ...measured };
  }
}
