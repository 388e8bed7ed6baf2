import type { Arguments } from './arguments.ts';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { distFolder } from './folder.ts';

/** What the vendor may have edited; an update leaves it alone. */
const own = 'subject.js';

async function contents(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    return [];
  }
}

/** The script for pages as a CommonJS module: all that a mini-program's `require` knows. */
async function suiteModule(dist: string): Promise<string> {
  const script = await readFile(join(dist, 'suite.js'), 'utf8');
  return `${script.replace(/\/\/# sourceMappingURL=.*\s*$/, '')}module.exports = wxreqConformance;\n`;
}

/** `mini-program FOLDER`: writes the project, or brings the suite of one that it wrote up to date. Gives the exit code. */
export async function miniProgramCommand({ file: folder, server }: Arguments): Promise<number> {
  if (folder === undefined) throw new TypeError('mini-program needs the folder to write');
  const there = await contents(folder);
  if (there.length > 0 && !there.includes('suite.js'))
    throw new TypeError(`${folder} is not empty, and no project of this command`);
  const dist = await distFolder();
  await mkdir(folder, { recursive: true });
  await cp(join(dist, '..', 'mini-program'), folder, {
    recursive: true,
    filter: source => basename(source) !== own || !there.includes(own),
  });
  const config = { server: server ?? 'http://127.0.0.1:8080', start: server !== undefined };
  await writeFile(join(folder, 'config.js'), `module.exports = ${JSON.stringify(config)};\n`);
  await writeFile(join(folder, 'suite.js'), await suiteModule(dist));
  console.log(`wrote ${folder}: start the server by "wxreq-conformance serve --port 8080"`);
  console.log("(with --host and the machine's address for phones), and open the folder in the IDE");
  return 0;
}
