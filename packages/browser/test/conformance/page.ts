import type { Result, ServerAddress } from '@wxreq/conformance';
import { explain, isBad, run } from '@wxreq/conformance';
import { createBrowserAdapter, createRequest } from '../../src/index.ts';
import { deviationsOf } from './deviations.ts';

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
const subject = {
  name: `@wxreq/browser in ${ENGINE}`,
  createRequest,
  adapter: createBrowserAdapter(),
  deviations: deviationsOf(place),
};

const totals = { passed: 0, failed: 0, skipped: 0 };
const lines: string[] = [];

function note(result: Result): void {
  if (result.status === 'not-applicable') return;
  totals[isBad(result) ? 'failed' : 'passed'] += 1;
  if (isBad(result)) lines.push(`FAIL ${result.case.id}: ${explain(result)}`);
}

// A page shares its machine with other suites: what fails is asked once more, on its own, and only then believed.
const doubtful = new Set<string>();
for await (const result of run(subject, { server })) {
  if (isBad(result)) doubtful.add(result.case.id);
  else note(result);
}
if (doubtful.size > 0) {
  for await (const result of run(subject, { server, only: ({ id }) => doubtful.has(id) })) note(result);
}
await fetch('/~/results', { method: 'POST', body: JSON.stringify({ totals, lines }) });
