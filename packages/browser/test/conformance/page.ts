import type { Result, ServerAddress } from '@wxreq/conformance';
import { explain, isBad, isLate, run, toJson } from '@wxreq/conformance';
import { createBrowserAdapter, createRequest } from '../../src/index.ts';
import { deviationsOf, unsteadyOf } from './deviations.ts';

// Put in by whoever bundles this page.
declare const ENGINE: string;

/** The reference server as this page may reach it: an https page talks to https alone. */
async function serverAddress(): Promise<ServerAddress> {
  const response = await fetch('/~/address');
  const { value }: { value: ServerAddress } = await response.json();
  if (location.protocol === 'http:' || !value.https) return value;
  const { base, other } = value.https;
  return { ...value, http: base, other, refused: value.refused.replace('http:', 'https:') };
}

const server = await serverAddress();
const place = {
  engine: ENGINE,
  isSecure: location.protocol === 'https:',
  isCross: location.origin !== server.http,
};
const ways = [place.isSecure && 'https', place.isCross && 'across origins'].filter(Boolean);
const name = [ENGINE, ...ways].join(', ');
const subject = {
  name,
  createRequest,
  adapter: createBrowserAdapter(),
  deviations: deviationsOf(place),
};

const unsteady = unsteadyOf(place);
const totals = { passed: 0, failed: 0, skipped: 0 };
const lines: string[] = [];
const results: Result[] = [];

function note(result: Result): void {
  results.push(result);
  if (result.status === 'not-applicable') return;
  const reason = isBad(result) ? unsteady[result.case.id] : undefined;
  const isFailure = isBad(result) && reason === undefined;
  totals[isFailure ? 'failed' : 'passed'] += 1;
  if (reason !== undefined) results[results.length - 1] = { ...result, status: 'deviates', reason };
  if (reason !== undefined) lines.push(`broken this time: ${result.case.id} (${reason})`);
  if (isFailure) lines.push(`FAIL ${result.case.id}: ${explain(result)}`);
}

// A page shares its machine with other suites, so a case that was not done in time is asked once more, on its own. A
// wrong value is believed at once, or a rule that is broken half the time would pass.
const late = new Set<string>();
for await (const result of run(subject, { server })) {
  if (isLate(result)) late.add(result.case.id);
  else note(result);
}
if (late.size > 0) {
  lines.push(`asked again, because not done in time: ${String(late.size)} (${[...late].join(', ')})`);
  for await (const result of run(subject, { server, only: ({ id }) => late.has(id) })) note(result);
}
await fetch('/~/results', {
  method: 'POST',
  body: JSON.stringify({ totals, lines, report: toJson({ name, results }) }),
});
