import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Host, RequestOptions } from '../../../packages/core/src/index.ts';
import { argumentsFor } from '../runtimes/program.mjs';
import { runtimePath } from '../runtimes.mjs';

/** What the failure of a pin says of itself, as plain data. */
export interface Mismatch {
  readonly name: string;
  readonly message: string;
  readonly host: string;
  readonly asked: readonly (readonly string[])[];
  readonly presented: readonly string[];
}

/** How a request ended: with data, or with the words of its failure and its cause where that is a pin's. */
export interface Told {
  readonly data?: unknown;
  readonly errMsg?: string;
  readonly errno?: number;
  readonly cause?: Mismatch;
}

/** A `request` made by `createRequest`, wherever it lives. */
export interface Client {
  ask(options: RequestOptions): Promise<Told>;
  /** Closes its connections, where the runtime lets us. */
  close(): Promise<void>;
}

/** What `createRequest` is given here. */
export type ClientHost = Omit<Host, 'rewriteUrl'> & { readonly ca?: string | readonly string[] };

/** A process of a runtime, in which requests are made. */
export interface Runtime {
  createClient(host: ClientHost): Client;
  /** Ends it; it must have said nothing but answers. */
  stop(): Promise<void>;
}

/** Starts a runtime on a module that ends in `answer`, with these environment variables besides those that are there. */
export function startRuntime(name: string, module: string, env: NodeJS.ProcessEnv = {}): Runtime {
  const child = spawn(
    name === 'node' ? process.execPath : (runtimePath(name) ?? name),
    [...argumentsFor(name), module],
    {
      env: { ...process.env, DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1', ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  const waiting = new Map<number, (told: Told) => void>();
  let [count, complaints] = [0, ''];
  child.stderr.setEncoding('utf8').on('data', text => (complaints += text));
  createInterface({ input: child.stdout }).on('line', line => {
    const { id, told } = JSON.parse(line);
    waiting.get(id)?.(told);
    waiting.delete(id);
  });
  const ended = once(child, 'close').then(() => {
    for (const tell of waiting.values()) tell({ errMsg: `${name} ended: ${complaints}` });
  });
  const send = (message: object): Promise<Told> =>
    new Promise(resolve => {
      count += 1;
      waiting.set(count, resolve);
      child.stdin.write(`${JSON.stringify({ id: count, ...message })}\n`);
    });
  return {
    createClient: host => {
      count += 1;
      const client = count;
      child.stdin.write(`${JSON.stringify({ client, host })}\n`);
      return {
        ask: options => send({ client, options }),
        close: async () => void (await send({ client })),
      };
    },
    stop: async () => {
      child.stdin.end();
      await ended;
      if (complaints !== '') throw new Error(`${name} said: ${complaints}`);
    },
  };
}
