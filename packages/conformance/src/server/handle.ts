import type { RawHeader } from '../script.ts';
import type { Answer, Incoming } from './answer.ts';
import type { ControlState, Page } from './control.ts';
import type { Entry } from './ledger.ts';
import { control } from './control.ts';
import { corsHeaders, isPreflight, preflightHeaders } from './cors.ts';
import { perform } from './perform.ts';
import { splitTarget, stepsFor } from './routes.ts';

const hidden = ['x-wxreq-case'];

/** CONNECT's target is a host and a port: such a request names its case in a header. */
function caseOf(incoming: Incoming): { token: string; rest: string } {
  const [, named] = incoming.headers.find(([name]) => hidden.includes(name.toLowerCase())) ?? [];
  if (named !== undefined) return { token: named, rest: incoming.target };
  return splitTarget(incoming.target);
}

function enter(incoming: Incoming, rest: string): Entry {
  const { method, version, headers, connection, secure } = incoming;
  return { method, target: rest, version, headers, connection, secure, body: '', text: '', state: 'open' };
}

async function readAll(incoming: Incoming): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  await incoming.body(bytes => pieces.push(bytes));
  return Buffer.concat(pieces);
}

async function answerControl(incoming: Incoming, answer: Answer, state: ControlState): Promise<void> {
  const body = async (): Promise<string> => (await readAll(incoming)).toString();
  const text = JSON.stringify({ value: await control(incoming.target, state, body) });
  answerText(incoming, answer, { type: 'application/json', text });
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

function namesIn(steps: ReturnType<typeof stepsFor>): string[] {
  return steps.flatMap(step => ('head' in step ? (step.headers ?? []).map(([name]) => name) : []));
}

/** Serves one request, on whatever wire it came. */
export async function handle(incoming: Incoming, answer: Answer, state: ControlState): Promise<void> {
  if (isPreflight(incoming.method, incoming.headers)) {
    const { token, rest } = splitTarget(incoming.target);
    if (token !== '~') state.ledgers.of(token).preflights.push(enter(incoming, rest));
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
  const entry = enter(incoming, rest);
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
  const steps = stepsFor(rest);
  const nth = ledger.seen.filter(one => one.target === rest).indexOf(entry) + 1;
  const ending = await perform(steps, answer, ledger, corsHeaders(incoming.headers, namesIn(steps)), nth);
  if (entry.state === 'open') entry.state = ending;
  ledger.changed();
}
