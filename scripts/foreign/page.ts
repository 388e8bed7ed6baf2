import type { Result, ServerAddress } from '../../packages/conformance/src/index.ts';
import { cases, isBad, run, toJson } from '../../packages/conformance/src/index.ts';
import { supports } from '../../packages/browser/src/supports.ts';

/** What is known of the one who is judged. */
interface Statement {
  readonly name: string;
  readonly contentType: 'always' | 'with-body';
  readonly baseUrl: boolean;
  /** Every how-manieth case is this page's, and from which on. */
  readonly pages: number;
  readonly page: number;
}

/** Silence is an answer, and nobody is on the way to a far server here: what has not come by then does not come. */
const deadlineMs = 1500;

/** Judges `request`, as a page can do what it does, and posts the report to the harness. */
export async function judge(
  request: (options: object) => unknown,
  { name, pages, page, ...rest }: Statement,
): Promise<void> {
  const { value: server }: { value: ServerAddress } = await (await fetch('/~/address')).json();
  const subject = { name, request, adapter: { supports }, supports: rest };
  // By another origin: requests that hang, of one who cannot abort them, hold all the connections that a page has to this one.
  const ask = async (url: string): Promise<string> =>
    (await fetch(url.replace(server.http, server.other))).text();
  const own = new Set(cases.filter((_, i) => i % pages === page));
  const results: Result[] = [];
  for await (const result of run(subject, { server, ask, deadlineMs, only: one => own.has(one) }))
    results.push(result);
  const failed = results.filter(isBad).length;
  const passed = results.filter(({ status }) => status === 'passed').length;
  const report = toJson({ name, results });
  const totals = { passed, failed, skipped: 0 };
  await fetch('/~/results', { method: 'POST', body: JSON.stringify({ totals, lines: [], report }) });
}
