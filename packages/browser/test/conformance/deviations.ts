/** Where a page stands: the engine it runs in, and how it reaches the server. */
export interface Place {
  readonly engine: string;
  readonly isSecure: boolean;
  readonly isCross: boolean;
}

interface Deviation {
  readonly reason: string;
  /** Every page unless told. */
  readonly where?: (place: Place) => boolean;
}

/** The rules that a page cannot keep, by the case's id, with the engine's reason. */
const deviations: Readonly<Record<string, Deviation>> = {};

/** Those that hold for a page at this place. */
export function deviationsOf(place: Place): Record<string, string> {
  const here = Object.entries(deviations).filter(([, { where }]) => where?.(place) ?? true);
  return Object.fromEntries(here.map(([id, { reason }]) => [id, reason]));
}
