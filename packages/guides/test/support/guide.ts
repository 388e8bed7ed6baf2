import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const folder = fileURLToPath(new URL('../..', import.meta.url));

/** The `js` blocks of a guide by the file name in their first line, as files beside each other. */
export interface Guide {
  /** Its files' folder, from which the packages are found. */
  readonly folder: string;
  /** The names of its files. */
  readonly files: readonly string[];
  /** Runs one on Node; `before` is JavaScript that comes first. It must end by itself and complain of nothing. */
  run(file: string, before?: string, env?: Readonly<Record<string, string>>): Promise<string[]>;
  /** Imports one. */
  load(file: string): Promise<Record<string, unknown>>;
  /** The code of one. */
  code(file: string): string;
  /** Writes and imports a file that the guide does not have as it is. */
  loadCode(file: string, code: string): Promise<Record<string, unknown>>;
  /** The files that were neither run nor loaded, nor imported by one that was: an example that nobody tests. */
  untested(): string[];
  remove(): void;
}

/** Writes a guide's files, with our server's origin in place of `https://api.example.com`. */
export function openGuide(name: string, origin = 'https://api.example.com'): Guide {
  const text = fs.readFileSync(path.join(folder, name), 'utf8');
  const cache = path.join(folder, '.cache');
  fs.mkdirSync(cache, { recursive: true });
  const to = fs.mkdtempSync(path.join(cache, 'guide-'));
  fs.writeFileSync(path.join(to, 'package.json'), '{"type":"module"}');
  const codes = new Map<string, string>();
  for (const [, code = ''] of text.matchAll(/^```js\n([^]*?)^```$/gm)) {
    const [, file] = /^\/\/ (\S+\.c?js)\n/.exec(code) ?? [];
    if (file === undefined) throw new Error(`a block of ${name} has no file name: ${code}`);
    codes.set(file, code.replaceAll('https://api.example.com', origin));
  }
  const used = new Set<string>();
  const use = (file: string): string => {
    const code = codes.get(file);
    if (code === undefined) throw new Error(`${name} has no ${file}`);
    if (!used.has(file)) {
      used.add(file);
      fs.mkdirSync(path.dirname(path.join(to, file)), { recursive: true });
      fs.writeFileSync(path.join(to, file), code);
      for (const [, other = ''] of code.matchAll(/from '(\.{1,2}\/[^']+)'/g))
        use(path.join(path.dirname(file), other));
    }
    return path.join(to, file);
  };
  return {
    folder: to,
    files: [...codes.keys()],
    async run(file, before = '', env = {}) {
      const code = `${before};\nawait import(${JSON.stringify(use(file))});`;
      const args = ['--input-type=module', '-e', code];
      const { stdout, stderr } = await promisify(execFile)(process.execPath, args, {
        cwd: to,
        env: { ...process.env, ...env },
      });
      if (stderr !== '') throw new Error(stderr);
      return stdout.trimEnd().split('\n');
    },
    load: file => import(use(file)),
    code: file => fs.readFileSync(use(file), 'utf8'),
    loadCode: (file, code) => {
      fs.writeFileSync(path.join(to, file), code);
      return import(path.join(to, file));
    },
    untested: () => [...codes.keys()].filter(file => !used.has(file)),
    remove: () => {
      fs.rmSync(to, { recursive: true });
    },
  };
}
