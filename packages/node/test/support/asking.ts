import type { FailResult, RequestOptions } from '@wxreq/core';
import type { NodeRequest } from '../../src/create.ts';

/** SPEC §6, where a connection has none of the pins. */
export const pinFailure = 'request:fail certificate pinning failure';

/** Asks, and gives the data, or the words of the failure. */
export function ask(request: NodeRequest, options: RequestOptions): Promise<unknown> {
  return new Promise(resolve => {
    request({ ...options, success: ({ data }) => resolve(data), fail: ({ errMsg }) => resolve(errMsg) });
  });
}

/** Asks, and gives the failure, which must come. */
export function askInVain(request: NodeRequest, options: RequestOptions): Promise<FailResult> {
  return new Promise((resolve, reject) => {
    request({
      ...options,
      success: ({ data }) => reject(new Error(`it succeeded: ${String(data)}`)),
      fail: resolve,
    });
  });
}
