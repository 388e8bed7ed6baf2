import { createHash } from 'node:crypto';
import type { Host } from '../../src/host.ts';
import { pageSupports } from './adapters.ts';
import { wireOf } from './calls.ts';

/** A pin of no real key. */
export const pinOf = (key: string): string => `sha256/${createHash('sha256').update(key).digest('base64')}`;

/** Three of them. */
export const [a, b, c] = [pinOf('a'), pinOf('b'), pinOf('c')];

/** A runtime that cannot pin. */
export const page = { supports: pageSupports };

/** What a pin failure says. */
export const mismatch = { errMsg: 'request:fail certificate pinning failure', errno: 600001 };

/** The pins that reach the adapter. */
export const pinsOf = async (options: object, host: Host = {}): Promise<unknown> =>
  (await wireOf(options, host)).pins;
