import type { Case } from '../case.ts';
import { body } from './body.ts';
import { bodyBinary } from './body-binary.ts';
import { bodyData } from './body-data.ts';
import { call } from './call.ts';
import { callCallbacks } from './call-callbacks.ts';
import { callContext } from './call-context.ts';
import { callData } from './call-data.ts';
import { callHeader } from './call-header.ts';
import { callOptions } from './call-options.ts';
import { callOrder } from './call-order.ts';
import { callRefusals } from './call-refusals.ts';
import { callResult } from './call-result.ts';
import { callSnapshot } from './call-snapshot.ts';
import { callThrowing } from './call-throwing.ts';
import { callUntouched } from './call-untouched.ts';
import { callUrl } from './call-url.ts';
import { certs } from './certs.ts';
import { certsFormat } from './certs-format.ts';
import { certsHost } from './certs-host.ts';
import { certsUse } from './certs-use.ts';
import { failures } from './failures.ts';
import { failuresOwn } from './failures-own.ts';
import { header } from './header.ts';
import { headerContentType } from './header-content-type.ts';
import { headerDefaults } from './header-defaults.ts';
import { headerTransport } from './header-transport.ts';
import { hostOptions } from './host.ts';
import { hostRoutes } from './host-routes.ts';
import { notices } from './notices.ts';
import { redirect } from './redirect.ts';
import { redirectLimits } from './redirect-limits.ts';
import { redirectManual } from './redirect-manual.ts';
import { redirectSecurity } from './redirect-security.ts';
import { response } from './response.ts';
import { responseCoding } from './response-coding.ts';
import { responseHead } from './response-head.ts';
import { responseLimits } from './response-limits.ts';
import { responseProfile } from './response-profile.ts';
import { taskAbort } from './task-abort.ts';
import { taskAbortLate } from './task-abort-late.ts';
import { taskChunks } from './task-chunks.ts';
import { taskEvents } from './task-events.ts';
import { taskInterrupt } from './task-interrupt.ts';
import { taskListeners } from './task-listeners.ts';
import { taskListenersLate } from './task-listeners-late.ts';
import { taskQueue } from './task-queue.ts';
import { taskTimeout } from './task-timeout.ts';
import { taskTimeoutValues } from './task-timeout-values.ts';
import { transport } from './transport.ts';
import { url } from './url.ts';
import { urlMerge } from './url-merge.ts';
import { urlRest } from './url-rest.ts';

/** Every case, chapter by chapter, in the order of SPEC.md. */
export const cases: readonly Case[] = [
  ...call,
  ...callCallbacks,
  ...callSnapshot,
  ...callUntouched,
  ...callThrowing,
  ...callContext,
  ...callResult,
  ...callUrl,
  ...callOptions,
  ...callOrder,
  ...callRefusals,
  ...callData,
  ...callHeader,
  ...url,
  ...urlMerge,
  ...urlRest,
  ...body,
  ...bodyData,
  ...bodyBinary,
  ...headerContentType,
  ...header,
  ...headerTransport,
  ...headerDefaults,
  ...response,
  ...responseCoding,
  ...responseHead,
  ...responseLimits,
  ...responseProfile,
  ...taskEvents,
  ...taskListeners,
  ...taskListenersLate,
  ...taskChunks,
  ...taskAbort,
  ...taskAbortLate,
  ...taskTimeout,
  ...taskTimeoutValues,
  ...taskQueue,
  ...taskInterrupt,
  ...redirect,
  ...redirectLimits,
  ...redirectSecurity,
  ...redirectManual,
  ...transport,
  ...failures,
  ...failuresOwn,
  ...certsFormat,
  ...certs,
  ...certsUse,
  ...certsHost,
  ...hostOptions,
  ...hostRoutes,
  ...notices,
];
