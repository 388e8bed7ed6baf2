import * as browser from '../../src/browser.ts';
import * as bun from '../../src/bun.ts';
import * as deno from '../../src/deno.ts';
import * as edge from '../../src/edge.ts';
import type * as facade from '../../src/index.ts';
import * as node from '../../src/node.ts';
import * as worker from '../../src/worker.ts';

/** Each has what the one `index.d.ts` promises, for whatever condition it is chosen. */
export const all: readonly (typeof facade)[] = [browser, bun, deno, edge, node, worker];
