#!/usr/bin/env node
import { usage, Wrong } from './pin/arguments.ts';
import { pinCommand } from './pin/command.ts';

/** The command line; gives the exit code: 0 all well, 1 not verified or not to be had, 2 a command that makes no sense. */
export async function main([command, ...rest]: readonly string[]): Promise<number> {
  try {
    if (command === 'pin') return await pinCommand(rest);
    if (command !== undefined && command !== '--help') throw new Wrong(`there is no command ${command}`);
    console.log(usage);
    return 0;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    console.error(error instanceof Wrong ? `${error.message}\n\n${usage}` : error.message);
    return error instanceof Wrong ? 2 : 1;
  }
}

void main(process.argv.slice(2)).then(code => {
  process.exitCode = code;
});
