import type { RawHeader, Step } from '../script.ts';
import type { Answer, Incoming } from './answer.ts';
import type { ControlState, Page } from './control.ts';
import type { Entry } from './ledger.ts';
import { control } from './control.ts';
import { corsHeaders, isPreflight, preflightHeaders } from './cors.ts';
import { perform } from './perform.ts';
import { splitTarget } from './routes.ts';

const hidden = ['x-wxreq-case'];

/** CONNECT's target is a host and a port: such a request names its case in a header. */
function caseOf(incoming: Incoming): { token: string; rest: string } {
  const [, named] = incoming.headers.find(([name]) => hidden.includes(name.toLowerCase())) ?? [];
  if (named !== undefined) return { token: named, rest: incoming.target };
  return splitTarget(incoming.target);
}

function enter(incoming: Incoming, rest: string, earlier: number): Entry {
  const { method, version, headers, connection, secure } = incoming;
  const came = { method, target: rest, version, headers, connection, earlier, secure };
  return { ...came, body: '', text: '', state: 'open' };
}

async function readAll(incoming: Incoming): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  await incoming.body(bytes => pieces.push(bytes));
  return Buffer.concat(pieces);
}

async function answerControl(incoming: Incoming, answer: Answer, state: ControlState): Promise<void> {
  const results = incoming.target === '/~/results' ? await readAll(incoming) : undefined;
  const value = results === undefined ? await control(incoming.target, state) : null;
  answerText(incoming, answer, { type: 'application/json', text: JSON.stringify({ value }) });
  // Only now: whoever hears of them may close the server at once.
  if (results !== undefined) state.onResults(results.toString());
}

function answerText(incoming: Incoming, answer: Answer, { type, text }: Page): void {
  const headers: RawHeader[] = [
    ['content-type', type],
    ['cache-control', 'no-store'],
    ['content-length', String(Buffer.byteLength(text))],
  ];
  answer.head(200, [...headers, ...corsHeaders(incoming.headers, [])], false);
  answer.body(Buffer.from(text));
  answer.end();
}

function namesIn(steps: readonly Step[]): string[] {
  return steps.flatMap(step => ('head' in step ? (step.headers ?? []).map(([name]) => name) : []));
}

/** Serves one request, on whatever wire it came. */
export async function handle(incoming: Incoming, answer: Answer, state: ControlState): Promise<void> {
  const earlier = state.ledgers.count(incoming.connection);
  if (isPreflight(incoming.method, incoming.headers)) {
    const { token, rest } = splitTarget(incoming.target);
    if (token !== '~') state.ledgers.of(token).preflights.push(enter(incoming, rest, earlier));
    answer.head(204, preflightHeaders(incoming.headers), false);
    answer.end();
    return;
  }
  const page = state.page(incoming.target);
  if (page !== undefined) {
    answerText(incoming, answer, page);
    return;
  }
  if (incoming.target.startsWith('/~/')) {
    await answerControl(incoming, answer, state);
    return;
  }
  const { token, rest } = caseOf(incoming);
  const ledger = state.ledgers.of(token);
  const entry = enter(incoming, rest, earlier);
  ledger.seen.push(entry);
  ledger.changed();
  answer.onLeft(() => {
    if (entry.state === 'open') entry.state = 'left';
    ledger.changed();
  });
  ledger.onDrop(() => {
    if (entry.state === 'open') answer.reset();
  });
  const body = await readAll(incoming);
  entry.body = body.toString('hex');
  entry.text = body.toString();
  ledger.changed();
  const steps = state.steps(rest);
  const nth = ledger.seen.filter(one => one.target === rest).indexOf(entry) + 1;
  const ending = await perform(steps, answer, ledger, corsHeaders(incoming.headers, namesIn(steps)), nth);
  if (entry.state === 'open') entry.state = ending;
  ledger.changed();
}
