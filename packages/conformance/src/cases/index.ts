import type { Case } from '../case.ts';
import { body } from './body.ts';
import { bodyData } from './body-data.ts';
import { call } from './call.ts';
import { callContext } from './call-context.ts';
import { callOptions } from './call-options.ts';
import { callRefusals } from './call-refusals.ts';
import { certs } from './certs.ts';
import { failures } from './failures.ts';
import { header } from './header.ts';
import { headerDefaults } from './header-defaults.ts';
import { hostOptions } from './host.ts';
import { redirect } from './redirect.ts';
import { response } from './response.ts';
import { responseCoding } from './response-coding.ts';
import { task } from './task.ts';
import { taskEndings } from './task-endings.ts';
import { failureWords } from './failures-words.ts';
import { transport } from './transport.ts';
import { url } from './url.ts';

/** Every case, chapter by chapter, in the order of SPEC.md. */
export const cases: readonly Case[] = [
  ...call,
  ...callContext,
  ...callOptions,
  ...callRefusals,
  ...url,
  ...body,
  ...bodyData,
  ...header,
  ...headerDefaults,
  ...response,
  ...responseCoding,
  ...task,
  ...taskEndings,
  ...redirect,
  ...transport,
  ...failures,
  ...failureWords,
  ...certs,
  ...hostOptions,
];
