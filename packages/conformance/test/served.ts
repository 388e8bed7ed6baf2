import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

/** A running `wxreq-conformance serve`. */
export interface Served {
  /** The address that it printed. */
  readonly address: string;
  readonly out: () => string;
  readonly err: () => string;
  /** Resolves with the exit code. */
  readonly exit: Promise<number | null>;
  /** Resolves as soon as it has printed something that fits. */
  readonly says: (text: RegExp) => Promise<void>;
  readonly kill: (signal: NodeJS.Signals) => void;
}

/** Starts the command line's `serve` as a process of its own and waits for its address. */
export async function startServe(...args: string[]): Promise<Served> {
  const child = spawn(process.execPath, [cli, 'serve', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  const waiting: (() => void)[] = [];
  const tell = () => waiting.forEach(look => look());
  child.stdout.on('data', data => {
    out += String(data);
    tell();
  });
  child.stderr.on('data', data => {
    err += String(data);
    tell();
  });
  // 'close', not 'exit': by then everything it printed has been read.
  const exit = new Promise<number | null>(resolve => child.on('close', resolve));
  const says = (text: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = () => (text.test(out + err) ? resolve() : undefined);
      waiting.push(look);
      look();
      void exit.then(code => reject(new Error(`serve ended with ${code}: ${out}${err}`)));
    });
  await says(/results come back here/);
  const address = /http:\/\/[^/\s]+/.exec(out)?.[0] ?? '';
  return { address, out: () => out, err: () => err, exit, says, kill: signal => child.kill(signal) };
}
