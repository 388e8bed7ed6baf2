import { parseArgs } from 'node:util';

/** What the command line asks for, as text. */
export interface Arguments {
  readonly command: string | undefined;
  readonly file: string | undefined;
  /** All of them, where the command takes several. */
  readonly files: readonly string[];
  readonly only: readonly string[];
  readonly level: string | undefined;
  readonly report: string | undefined;
  readonly out: string | undefined;
  readonly writeDeviations: string | undefined;
  readonly deadlineMs: number;
  readonly once: boolean;
  readonly timeoutMs: number | undefined;
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly cert: string | undefined;
  readonly script: string | undefined;
  readonly server: string | undefined;
}

/** Shown by --help, and after a command line that makes no sense. */
export const usage = `wxreq-conformance run ./my-adapter.mjs   judges what the module exports
wxreq-conformance serve                  serves the reference server and the suite to phones and pages
wxreq-conformance mini-program FOLDER    writes a mini-program that judges its platform's wx.request against serve
wxreq-conformance list                   lists the cases
wxreq-conformance compare A.json B.json --out FILE.html   puts JSON reports side by side on one page

The module exports one of adapter, createRequest, request, or a function subject({ address, authority }) that gives an
object with one of them; besides, if it likes: name, supports, deviations, asyncContext.

  --only TEXT           cases whose id begins with it, or has it as a part; may be given several times
  --level LEVEL         documented, observed or decided
  --report FORMAT       html, json, junit, tap or md; to standard output, or to --out FILE
  --out FILE            where the report goes
  --write-deviations F  writes what fails now as a first list of deviations to argue with
  --deadline MS         how long one case may take (4000); a declared deviation, a quarter
  serve: --host ADDRESS (127.0.0.1)  --port PORT
         --cert FILE (the authority for HTTPS, key and certificate in PEM; made there if there is none;
                      without it the HTTPS cases do not apply)
         --script FILE (loaded by the page before the suite: it defines wx.request)
         --once (ends after the first result; the exit code is its)  --timeout SECONDS
  mini-program: --server ADDRESS (what serve printed; the run then starts by itself)`;

function number(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) throw new TypeError(`--${name} needs a number`);
  return value;
}

/** Reads the command line; throws a TypeError that says what is wrong. */
export function readArguments(args: readonly string[]): Arguments {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      only: { type: 'string', multiple: true },
      ...{ level: text, report: text, out: text, 'write-deviations': text, deadline: text },
      ...{ timeout: text, host: text, port: text, cert: text },
      ...{ script: text, server: text },
      once: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const timeout = number(values.timeout, 'timeout');
  return {
    command: values.help === true ? undefined : positionals[0],
    file: positionals[1],
    files: positionals.slice(1),
    only: values.only ?? [],
    level: values.level,
    report: values.report,
    out: values.out,
    writeDeviations: values['write-deviations'],
    deadlineMs: number(values.deadline, 'deadline') ?? 4000,
    once: values.once === true,
    timeoutMs: timeout === undefined ? undefined : timeout * 1000,
    host: values.host,
    port: number(values.port, 'port'),
    cert: values.cert,
    script: values.script,
    server: values.server,
  };
}
