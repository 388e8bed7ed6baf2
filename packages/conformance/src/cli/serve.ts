import type { Arguments } from './arguments.ts';
import type { JsonReport } from '../report/json.ts';
import type { Report } from '../report/summary.ts';
import { readFile, writeFile } from 'node:fs/promises';
import { cases } from '../cases/index.ts';
import { isBad } from '../result.ts';
import { makeRoot } from '../server/authority.ts';
import { serve } from '../server/serve.ts';
import { pages } from './page.ts';
import { writeReport } from './report.ts';

/** A report that came back from a phone or a page: cases by their ids, unknown ones left out. */
function received({ name, results }: JsonReport): Report {
  const byId = new Map(cases.map(one => [one.id, one]));
  return {
    name,
    results: results.flatMap(({ id, status, broken, reason, ms }) => {
      const one = byId.get(id);
      const rest = {
        ...(broken === undefined ? {} : { broken }),
        ...(reason === undefined ? {} : { reason }),
      };
      return one === undefined ? [] : [{ case: one, status, ms, ...rest }];
    }),
  };
}

function isReport(value: unknown): value is JsonReport {
  return (
    typeof value === 'object' &&
    value !== null &&
    'results' in value &&
    Array.isArray(value.results) &&
    'name' in value
  );
}

/** The authority in this file; made there where there is none, for the devices to be told once to trust it. */
async function storedRoot(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    const root = makeRoot();
    await writeFile(file, root, { mode: 0o600 });
    console.log(`made an authority in ${file}: install its certificate on the devices`);
    return root;
  }
}

/** `serve`: the reference server for phones and foreign runtimes; each result that comes back is printed. */
export async function serveCommand(args: Arguments): Promise<number> {
  const root = args.cert === undefined ? undefined : await storedRoot(args.cert);
  const page = await pages();
  return new Promise((resolve, reject) => {
    let code = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let close = (): Promise<void> => Promise.resolve();
    const end = (exit: number): void => {
      clearTimeout(timer);
      close().then(() => {
        resolve(exit);
      }, reject);
    };
    const onResults = (text: string): void => {
      const value: unknown = JSON.parse(text);
      if (!isReport(value)) return;
      const report = received(value);
      if (report.results.some(isBad) || report.results.length === 0) code = 1;
      writeReport(report, args).then(() => {
        if (args.once) end(code);
      }, reject);
    };
    serve({
      page,
      onResults,
      ...(args.host === undefined ? {} : { host: args.host }),
      ...(args.port === undefined ? {} : { port: args.port }),
      ...(root === undefined ? { https: false } : { root }),
    }).then(server => {
      close = () => server.close();
      console.log(
        `open ${server.address.http}/ in a page whose wx.request is to be judged, or give that address to the`,
      );
      console.log('mini-program harness; results come back here.');
    }, reject);
    process.once('SIGINT', () => {
      end(code);
    });
    if (args.timeoutMs !== undefined) {
      timer = setTimeout(() => {
        console.error(`no result within ${(args.timeoutMs ?? 0) / 1000} s`);
        end(2);
      }, args.timeoutMs);
    }
  });
}
