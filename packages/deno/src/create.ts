import type { Host } from '@wxreq/core';
import { createRequest as createNodeRequest } from '@wxreq/node';
import type { NodeOptions, NodeRequest } from '@wxreq/node';
import { runtime } from './runtime.ts';

/** `wx.request`, with its connections to close. */
export type DenoRequest = NodeRequest;
/** How requests travel from this process. */
export type DenoOptions = NodeOptions;

/** `wx.request` for a host and a way to travel. Throws a TypeError that names a wrong option. */
export function createRequest(options: Host & DenoOptions = {}): DenoRequest {
  return createNodeRequest(options, runtime);
}
