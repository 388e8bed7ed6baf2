import type { Moment } from '../life.ts';
import type { Axis, Lane } from '../timeline.ts';
import { axisOf, bytesText, lanesOf, msText } from '../timeline.ts';
import { momentOf } from '../life.ts';
import { h } from './element.ts';

/** The drawing of a life. */
export interface TimelineView {
  readonly element: HTMLElement;
  /** Draws it as it stands `nowMs` after the call. */
  draw(life: readonly Moment[], nowMs: number): void;
}

const percent = (place: number): string => `${(Math.min(1, Math.max(0, place)) * 100).toFixed(2)}%`;

/** An empty one. */
export function createTimelineView(): TimelineView {
  const lanes = h('ol', { class: 'lanes' });
  const scale = h('div', { class: 'scale', 'aria-hidden': 'true' });
  const element = h('div', { class: 'timeline' }, lanes, scale);
  const draw = (life: readonly Moment[], nowMs: number): void => {
    const end = momentOf(life, 'complete')?.at ?? nowMs;
    const axis = axisOf(end);
    const aborted = momentOf(life, 'abort')?.at;
    lanes.replaceChildren(...lanesOf(life, nowMs, axis).map(lane => drawLane(lane, axis, aborted)));
    scale.replaceChildren(...axis.ticks.map(({ ms, place }) => positioned('span', place, msText(ms))));
  };
  draw([], 0);
  return { element, draw };
}

function positioned(tag: 'i' | 'span', place: number, text = ''): HTMLElement {
  const element = h(tag, {}, text);
  element.style.left = percent(place);
  return element;
}

function drawLane(lane: Lane, axis: Axis, aborted: number | undefined): HTMLElement {
  const track = h('div', { class: 'track', 'aria-hidden': 'true' });
  for (const { place } of axis.ticks) {
    const line = positioned('i', place);
    line.className = 'grid';
    track.append(line);
  }
  if (lane.span) {
    const [from, to] = lane.span;
    const bar = positioned('i', from);
    bar.className = 'bar';
    bar.style.width = percent(to - from);
    track.append(bar);
  }
  for (const { place, weight, count, bytes } of lane.marks) {
    const mark = positioned('i', place);
    mark.className = 'mark';
    mark.style.setProperty('--weight', weight.toFixed(2));
    if (bytes > 0) mark.title = `${count > 1 ? `${String(count)} chunks, ` : ''}${bytesText(bytes)}`;
    track.append(mark);
  }
  if (aborted !== undefined) {
    const line = positioned('i', aborted / axis.end);
    line.className = 'aborted';
    track.append(line);
  }
  return h(
    'li',
    { class: `lane ${lane.name} ${lane.state}` },
    h('span', { class: 'name' }, lane.name),
    track,
    h('span', { class: 'note' }, lane.state === 'never' ? 'never' : lane.note),
  );
}
