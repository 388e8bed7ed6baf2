import type { Case } from '../case.ts';
import { body } from './body.ts';
import { bodyData } from './body-data.ts';

/** Every case, chapter by chapter, in the order of SPEC.md. */
export const cases: readonly Case[] = [...body, ...bodyData];
