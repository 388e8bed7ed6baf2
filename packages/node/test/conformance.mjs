/** What `wxreq-conformance run` judges: @wxreq/node as it comes. The process trusts the reference server's authority. */
import { createNodeAdapter } from '@wxreq/node';

export const adapter = createNodeAdapter();

/** Rules that it is known to break, by the case's id, with the reason. */
export const deviations = {};
