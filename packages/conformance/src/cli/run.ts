import type { Case } from '../case.ts';
import type { Result } from '../result.ts';
import type { Arguments } from './arguments.ts';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { cases } from '../cases/index.ts';
import { isBad } from '../result.ts';
import { serve } from '../server/serve.ts';
import { deviationsModule } from './deviations.ts';
import { judgeInChildren, Refusal } from './parent.ts';
import { showProgress } from './progress.ts';
import { writeReport } from './report.ts';
import { selectCases } from './select.ts';

/** Judges in a process that trusts the reference server's authority. */
async function collect(
  args: Arguments,
  file: string,
  chosen: readonly Case[],
): Promise<{ name: string; results: readonly Result[] }> {
  const server = await serve();
  const folder = await mkdtemp(join(tmpdir(), 'wxreq-'));
  const trusted = join(folder, 'authority.pem');
  const results: Result[] = [];
  const progress = showProgress(chosen.length, process.stderr);
  let name = basename(file);
  try {
    await writeFile(trusted, server.authority);
    await judgeInChildren(
      {
        file,
        ids: chosen.map(one => one.id),
        deadlineMs: args.deadlineMs,
        address: server.address,
        authority: server.authority,
      },
      new Map(chosen.map(one => [one.id, one])),
      { ...process.env, NODE_EXTRA_CA_CERTS: trusted },
      {
        name: given => {
          name = given;
        },
        result: result => {
          results.push(result);
          progress.add(result);
        },
      },
    );
  } finally {
    progress.end();
    await rm(folder, { recursive: true });
    await server.close();
  }
  return { name, results };
}

/** `run FILE`: gives the exit code. */
export async function runCommand(args: Arguments): Promise<number> {
  const { file } = args;
  if (file === undefined) throw new TypeError('run needs the module to judge');
  if (!existsSync(file)) throw new Refusal(`there is no ${file} in ${process.cwd()}`);
  const report = await collect(args, file, selectCases(cases, args));
  if (args.writeDeviations !== undefined) await writeFile(args.writeDeviations, deviationsModule(report));
  await writeReport(report, args);
  return report.results.some(isBad) ? 1 : 0;
}
