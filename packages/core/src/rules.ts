import type { Quirks } from './quirks.ts';
import { mergeQuery } from './query.ts';
import { headerValue } from './request-header.ts';

/** The rules that quirks may replace. */
export type Rules = Omit<Quirks, 'followedStatuses'>;

/** This project's own (SPEC §2, §3). */
export const ownRules: Rules = {
  failsInCall: false,
  viewsAsJson: false,
  headerSeparator: ', ',
  mergeQuery,
  headerValue,
  cookies: each => each,
};
