export type { HttpsAddress, Seen, ServerAddress } from './address.ts';
export type { Ask } from './ask.ts';
export type { Case, Level, Source } from './case.ts';
export type { Abilities, Need } from './needs.ts';
export type { Planned } from './plan.ts';
export type { Broken, Result, Status, Tally } from './result.ts';
export type { RunOptions } from './run.ts';
export type { AsyncContext, Subject } from './subject.ts';
export type { Test } from './register.ts';
export { clauseOf, levelOf } from './case.ts';
export { cases } from './cases/index.ts';
export { register } from './register.ts';
export type { JsonReport, JsonResult } from './report/json.ts';
export { toJson } from './report/json.ts';
export { explain, isBad, isLate, tally } from './result.ts';

export { runCases as run } from './run.ts';
