import type { Moment, MomentName } from './life.ts';
import { momentOf } from './life.ts';

/** A mark on a lane: one moment, or several that stand too close to be told apart. */
export interface Mark {
  /** 0 to 1: where on the axis. */
  readonly place: number;
  readonly count: number;
  readonly bytes: number;
  /** 0 to 1: how tall, by its bytes. */
  readonly weight: number;
}

/** One line of the drawing. */
export interface Lane {
  readonly name: MomentName;
  /** `ahead`: may still come. `never`: will not. */
  readonly state: 'ahead' | 'now' | 'past' | 'never';
  /** From where to where something lasted, 0 to 1. */
  readonly span: readonly [from: number, to: number] | undefined;
  readonly marks: readonly Mark[];
  /** In words: when, and how much. */
  readonly note: string;
}

/** The time axis: from the call to `end` milliseconds, and where it is labelled. */
export interface Axis {
  readonly end: number;
  readonly ticks: readonly { readonly ms: number; readonly place: number }[];
}

const shortestMs = 20;
const mostTicks = 6;
const columns = 160;

/** An axis with room for so many milliseconds, and round numbers on it. */
export function axisOf(ms: number): Axis {
  const end = Math.max(ms, shortestMs) * 1.04;
  const power = 10 ** Math.floor(Math.log10(end / mostTicks));
  const step = [1, 2, 5, 10].map(times => times * power).find(size => end / size <= mostTicks) ?? end;
  const count = Math.floor(end / step);
  return {
    end,
    ticks: Array.from({ length: count + 1 }, (_, i) => ({ ms: i * step, place: (i * step) / end })),
  };
}

/** `1.2 s`, `340 ms`, `0.4 ms`. */
export function msText(ms: number): string {
  if (ms >= 10_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`;
  return `${ms < 10 ? String(Number(ms.toFixed(1))) : ms.toFixed(0)} ms`;
}

/** `1 byte`, `2,048 bytes`. */
export function bytesText(count: number): string {
  return `${count.toLocaleString('en')} byte${count === 1 ? '' : 's'}`;
}

/** A life as lanes, as it stands `nowMs` after the call; `axis`: on which it is drawn. */
export function lanesOf(life: readonly Moment[], nowMs: number, axis: Axis): readonly Lane[] {
  const over = momentOf(life, 'complete');
  const end = over?.at ?? nowMs;
  const sent = momentOf(life, 'sent');
  const head = momentOf(life, 'headersReceived');
  const ending = momentOf(life, 'success') ?? momentOf(life, 'fail');
  const chunks = life.flatMap(moment => (moment.name === 'chunkReceived' ? [moment] : []));
  const last = chunks.at(-1);

  const until = (came: Moment | undefined): number => came?.at ?? end;
  const span = (from: Moment | undefined, to: number): Lane['span'] =>
    from && [from.at / axis.end, to / axis.end];
  const stateOf = (came: boolean, running: boolean): Lane['state'] => {
    if (running) return 'now';
    if (came) return 'past';
    return over ? 'never' : 'ahead';
  };
  const point = (name: MomentName, came: Moment | undefined, note: string): Lane => ({
    name,
    state: stateOf(came !== undefined, false),
    span: undefined,
    marks: came ? [{ place: came.at / axis.end, count: 1, bytes: 0, weight: 1 }] : [],
    note: came ? note : '',
  });

  const queued = momentOf(life, 'queued');
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.bytes.byteLength, 0);
  const sentNote = sent ? `waited ${msText(until(head ?? ending) - sent.at)}` : '';
  const chunkNote = `${String(chunks.length)} × · ${bytesText(bytes)}`;
  return [
    {
      ...point('queued', queued, ''),
      state: stateOf(true, !sent && !over),
      span: span(queued, until(sent)),
      note: msText(until(sent)),
    },
    {
      ...point('sent', sent, sentNote),
      state: stateOf(sent !== undefined, sent !== undefined && !head && !over),
      span: span(sent, until(head)),
    },
    point('headersReceived', head, `${String(head?.head.statusCode)} · ${msText(head?.at ?? 0)}`),
    {
      name: 'chunkReceived',
      state: stateOf(last !== undefined, head !== undefined && !over),
      span: last ? span(head, over ? last.at : end) : undefined,
      marks: binned(chunks, axis),
      note: last ? chunkNote : '',
    },
    point(ending?.name ?? 'success', ending, msText(ending?.at ?? 0)),
    point('complete', over, msText(over?.at ?? 0)),
  ];
}

/** Chunks as marks: those of one column are one. */
function binned(chunks: readonly { readonly at: number; readonly bytes: ArrayBuffer }[], axis: Axis): Mark[] {
  const bins = new Map<number, { place: number; count: number; bytes: number }>();
  for (const { at, bytes } of chunks) {
    const place = at / axis.end;
    const column = Math.floor(place * columns);
    const bin = bins.get(column) ?? { place, count: 0, bytes: 0 };
    bins.set(column, { ...bin, count: bin.count + 1, bytes: bin.bytes + bytes.byteLength });
  }
  const most = Math.max(1, ...[...bins.values()].map(bin => bin.bytes));
  return [...bins.values()].map(bin => ({ ...bin, weight: Math.sqrt(bin.bytes / most) }));
}
