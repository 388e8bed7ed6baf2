import { codeOf } from './code.ts';
import type { Draft } from './draft.ts';
import { optionsOf } from './draft.ts';
import type { Moment } from './life.ts';
import { isOver, momentOf } from './life.ts';
import type { Preset } from './presets.ts';
import { presetsFor } from './presets.ts';
import type { Mark, Place } from './seen.ts';
import { markSeen, room, seenSince } from './seen.ts';
import type { Sending, Verdict } from './send.ts';
import { fieldOf, rehearse, send } from './send.ts';
import { createCodeView } from './view/code-view.ts';
import type { Fault } from './view/composer.ts';
import { createComposer } from './view/composer.ts';
import { h, panel } from './view/element.ts';
import { createMomentsView } from './view/moments-view.ts';
import { createPresetBar } from './view/preset-bar.ts';
import { createResultView } from './view/result-view.ts';
import { createSeenView } from './view/seen-view.ts';
import { createTimelineView } from './view/timeline-view.ts';
import { msText } from './timeline.ts';

/** Puts the playground into an element. `place`: the reference server's; without one there are no presets. */
export function startApp(root: HTMLElement, place: Place | undefined): void {
  const presets = place ? presetsFor(place) : [];
  const timeline = createTimelineView();
  const moments = createMomentsView();
  const result = createResultView();
  const seen = createSeenView();
  const code = createCodeView();
  const stage = panel('Life of the request', 'life', timeline.element, moments.element);
  const status = h('p', { class: 'status', role: 'status' });
  const forecast = h('p', { class: 'forecast', hidden: true });
  const sendButton = h('button', { type: 'submit', class: 'send' }, 'Send');

  let life: Moment[] = [];
  let sending: Sending | undefined;
  let isPreparing = false;
  let start = 0;
  let edits = 0;

  const composer = createComposer(() => {
    bar.choose(undefined);
    void edited();
  });
  const bar = createPresetBar(presets, preset => {
    use(preset);
  });

  /** After every change: new code, and a rehearsal that tells what wx.request will say. */
  async function edited(): Promise<void> {
    edits += 1;
    const edit = edits;
    const draft = composer.read();
    code.show(platform => codeOf(draft, platform));
    const faults = await faultsOf(draft);
    if (edit !== edits) return;
    composer.show(faults);
    // The field may be out of sight.
    const refused = faults.find(({ kind }) => kind === 'refused');
    forecast.hidden = refused === undefined;
    forecast.textContent = refused ? `Nothing will be sent: ${refused.why}` : '';
  }

  function use(preset: Preset): void {
    composer.write(preset.draft);
    bar.choose(preset);
    void edited();
  }

  async function run(): Promise<void> {
    const draft = composer.read();
    const options = readOptions(draft);
    if (options instanceof Error) {
      status.textContent = `Not sent: data is ${options.message}`;
      return;
    }
    life = [];
    moments.clear();
    result.show(undefined);
    sendButton.textContent = 'Abort';
    status.textContent = 'Under way …';
    isPreparing = true;
    const before = place ? await markSeen() : undefined;
    isPreparing = false;
    start = performance.now();
    sending = send({ options, abort: draft.abort }, moment => {
      life.push(moment);
      moments.add(moment);
      if (moment.name === 'complete') void finished(draft, before);
    });
    frame();
    // On a narrow screen it would go on out of sight.
    const isNarrow = matchMedia('(max-width: 960px)').matches;
    if (isNarrow) stage.scrollIntoView({ behavior: isCalm() ? 'auto' : 'smooth', block: 'start' });
  }

  /** Draws as long as something goes on; who wants no motion sees each moment, and no more. */
  function frame(): void {
    timeline.draw(life, performance.now() - start);
    if (isOver(life)) return;
    if (isCalm()) setTimeout(frame, 200);
    else requestAnimationFrame(frame);
  }

  async function finished(draft: Draft, before: Mark | undefined): Promise<void> {
    sending = undefined;
    sendButton.textContent = 'Send';
    const ending = momentOf(life, 'success') ?? momentOf(life, 'fail');
    timeline.draw(life, ending?.at ?? 0);
    result.show(ending);
    status.textContent = ending ? `${ending.name} after ${msText(ending.at)}` : '';
    if (!isOurs(draft, place)) {
      seen.show(undefined);
      return;
    }
    // Whoever leaves early is seen to leave a little later.
    const run = life;
    for (let look = 0; look < 8 && run === life; look += 1) {
      const all = await seenSince(before);
      if (run === life) seen.show(all);
      if (all.every(({ state }) => state !== 'open')) return;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }

  const form = h('form', { class: 'page', novalidate: true });
  form.addEventListener('submit', event => {
    event.preventDefault();
    if (sending) sending.abort();
    else if (!isPreparing) void run();
  });
  composer.line.append(sendButton);
  form.append(
    h('div', { class: 'top' }, bar.element, composer.line, forecast, status),
    h('div', { class: 'column' }, composer.element, code.element),
    h('div', { class: 'column' }, stage, result.element, seen.element),
  );
  root.replaceChildren(form);
  const [first] = presets;
  if (first) use(presets.find(({ id }) => location.hash === `#${id}`) ?? first);
  else void edited();
}

/** Whether whoever looks wants no motion. */
function isCalm(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

function isOurs({ url }: Draft, place: Place | undefined): boolean {
  return place !== undefined && Object.values(place).some(base => url.startsWith(`${base}/${room}/`));
}

function readOptions(draft: Draft): object {
  try {
    return optionsOf(draft);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function faultsOf(draft: Draft): Promise<Fault[]> {
  const options = readOptions(draft);
  if (options instanceof Error) return [{ field: 'data', kind: 'unreadable', why: options.message }];
  const { refusal, notices }: Verdict = await rehearse(options);
  const lost = notices.map((detail): Fault => ({ field: 'header', kind: 'lost', why: detail }));
  if (refusal === undefined) return lost;
  return [...lost, { field: fieldOf(refusal) ?? 'url', kind: 'refused', why: refusal }];
}
