import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./child.mjs', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly ms: number;
}

/** Runs `child.mjs` until it exits by itself. */
export async function runChild(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const start = performance.now();
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', text => (output += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output: output.trim(), ms: performance.now() - start };
}
