import type { Arguments } from './arguments.ts';
import type { RemoteOrder } from '../remote.ts';
import type { ReferenceServer } from '../server/serve.ts';
import { cases } from '../cases/index.ts';
import { isBad } from '../result.ts';
import { serve } from '../server/serve.ts';
import { certificatePath, pages } from './page.ts';
import { received } from './received.ts';
import { writeReport } from './report.ts';
import { certificateOf, storedRoot } from './root.ts';
import { selectCases } from './select.ts';

/** Ends one `serve`; the first to call it decides the exit code. */
type End = (code: number) => void;

function orderOf(args: Arguments): RemoteOrder {
  const ids = selectCases(cases, args).map(one => one.id);
  const { deadlineMs } = args;
  // All of them need not be named: a device may bring a suite of its own version.
  return ids.length === cases.length ? { deadlineMs } : { deadlineMs, ids };
}

async function open(args: Arguments, onResults: (text: string) => void): Promise<ReferenceServer> {
  const root = args.cert === undefined ? undefined : await storedRoot(args.cert);
  const certificate = root === undefined ? undefined : certificateOf(root);
  return serve({
    page: await pages({ script: args.script, certificate, order: orderOf(args) }),
    onResults,
    ...(args.host === undefined ? {} : { host: args.host }),
    ...(args.port === undefined ? {} : { port: args.port }),
    ...(root === undefined ? { https: false } : { root }),
  });
}

function invite({ http }: { readonly http: string }, args: Arguments): void {
  const where = 'in a page whose wx.request is to be judged';
  console.log(`open ${http}/${args.script === undefined ? ` ${where}` : ''}`);
  console.log(`or give ${http} to the mini-program project (wxreq-conformance mini-program FOLDER)`);
  if (args.cert !== undefined) console.log(`devices have to trust ${http}${certificatePath}`);
  console.log('results come back here');
}

/** Resolves with the exit code, when one result has come (--once), time is up, or someone presses Ctrl-C. */
async function untilEnd(
  args: Arguments,
  start: (end: End, add: (code: number) => void) => void,
): Promise<number> {
  let worst = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const code = await new Promise<number>(resolve => {
    const stop = (): void => {
      resolve(worst);
    };
    process.once('SIGINT', stop).once('SIGTERM', stop);
    if (args.timeoutMs !== undefined) {
      timer = setTimeout(() => {
        console.error(`no result within ${(args.timeoutMs ?? 0) / 1000} s`);
        resolve(2);
      }, args.timeoutMs);
    }
    start(resolve, one => {
      worst = Math.max(worst, one);
    });
  });
  clearTimeout(timer);
  return code;
}

/**
 * `serve`: the reference server for phones and foreign runtimes; each result that comes back is printed. Gives the exit
 * code: that of the result with --once, of the worst one without; 2 where none came in time.
 */
export async function serveCommand(args: Arguments): Promise<number> {
  let hear: (text: string) => void = () => undefined;
  const server = await open(args, text => {
    hear(text);
  });
  try {
    return await untilEnd(args, (end, add) => {
      hear = text => {
        print(text, args).then(
          code => {
            add(code);
            if (args.once) end(code);
          },
          (error: unknown) => {
            // A stranger on the network, or a subject that cannot even send its report: the next one may.
            console.error(error instanceof Error ? error.message : error);
          },
        );
      };
      invite(server.address, args);
    });
  } finally {
    await server.close();
  }
}

async function print(text: string, args: Arguments): Promise<number> {
  const report = received(text);
  await writeReport(report, args);
  return report.results.length === 0 || report.results.some(isBad) ? 1 : 0;
}
