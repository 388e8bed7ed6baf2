#!/usr/bin/env node
import type { Arguments } from './cli/arguments.ts';
import { readArguments, usage } from './cli/arguments.ts';
import { runChild } from './cli/child.ts';
import { compareCommand } from './cli/compare.ts';
import { listCommand } from './cli/list.ts';
import { miniProgramCommand } from './cli/mini-program.ts';
import { Refusal } from './cli/parent.ts';
import { checkFormat } from './cli/report.ts';
import { runCommand } from './cli/run.ts';
import { serveCommand } from './cli/serve.ts';

function dispatch(args: Arguments): number | Promise<number> {
  if (args.command !== 'compare') checkFormat(args.report, args.out);
  switch (args.command) {
    case 'run':
      return runCommand(args);
    case 'serve':
      return serveCommand(args);
    case 'mini-program':
      return miniProgramCommand(args);
    case 'list':
      return listCommand(args);
    case 'compare':
      return compareCommand(args);
    case undefined:
      console.log(usage);
      return 0;
    default:
      throw new TypeError(`there is no command ${args.command}`);
  }
}

/** The command line; gives the exit code: 0 all well, 1 a rule is broken or a deviation stale, 2 nothing could be judged. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    return await dispatch(readArguments(args));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    if (!(error instanceof Refusal)) console.error('wxreq-conformance --help says how it is called');
    return 2;
  }
}

if (process.argv[2] === 'child' && process.send !== undefined) runChild();
else
  void main(process.argv.slice(2)).then(code => {
    process.exitCode = code;
  });
