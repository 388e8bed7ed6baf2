/** SPEC §6, where a connection has none of the pins. */
export const pinFailure = 'request:fail certificate pinning failure';

/** A runtime under test, and where it differs for a reason. */
export interface Subject {
  readonly name: string;
  /** Run there; ends in `answer`. */
  readonly module: string;
  /** It shows the whole chain; else the leaf alone, and an authority's pin fails closed. */
  readonly showsChain: boolean;
  /** A pinned connection serves later requests with the same pins; else each request has one of its own. */
  readonly keepsPinned: boolean;
  /** Connections without pins resume TLS sessions: there is something for pinned ones to refuse. */
  readonly resumes: boolean;
  /** NODE_TLS_REJECT_UNAUTHORIZED=0 makes it accept any certificate where there are no pins. */
  readonly readsRejectUnauthorized: boolean;
  /** What it says of a bad certificate in place of what SPEC §6 has for it. */
  readonly says?: Readonly<Record<string, string>>;
}
