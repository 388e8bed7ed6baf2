import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { Moment } from '../src/life.ts';
import { axisOf, bytesText, lanesOf, msText } from '../src/timeline.ts';

const test = suite('playground: time line');

const head = { statusCode: 200, header: {}, cookies: [] };
const chunk = (at: number, size: number): Moment => ({
  name: 'chunkReceived',
  at,
  bytes: new ArrayBuffer(size),
});
const whole: Moment[] = [
  { name: 'queued', at: 0 },
  { name: 'sent', at: 10, url: 'http://a/' },
  { name: 'headersReceived', at: 40, head },
  chunk(60, 100),
  chunk(80, 25),
  { name: 'success', at: 100, result: { ...head, data: '', errMsg: 'request:ok' } },
  { name: 'complete', at: 100 },
];
/** Its end is 100, so that places are parts of it. */
const axis = { end: 100, ticks: [] };
const states = (life: Moment[], now: number) => lanesOf(life, now, axis).map(lane => [lane.name, lane.state]);

test('a whole life: what lasted as spans, what happened as marks, chunks as tall as their bytes', () => {
  const lanes = lanesOf(whole, 500, axis);
  assert.equal(
    lanes.map(({ name, span, note }) => [name, span, note]),
    [
      ['queued', [0, 0.1], '10 ms'],
      ['sent', [0.1, 0.4], 'waited 30 ms'],
      ['headersReceived', undefined, '200 · 40 ms'],
      ['chunkReceived', [0.4, 0.8], '2 × · 125 bytes'],
      ['success', undefined, '100 ms'],
      ['complete', undefined, '100 ms'],
    ],
  );
  assert.equal(
    lanes[3]?.marks.map(({ place, bytes, weight }) => [place, bytes, weight]),
    [
      [0.6, 100, 1],
      [0.8, 25, 0.5],
    ],
  );
  assert.ok(lanes.every(({ state }) => state === 'past'));
});

test('what goes on grows with the clock, what may come is ahead', () => {
  assert.equal(states(whole.slice(0, 1), 30), [
    ['queued', 'now'],
    ['sent', 'ahead'],
    ['headersReceived', 'ahead'],
    ['chunkReceived', 'ahead'],
    ['success', 'ahead'],
    ['complete', 'ahead'],
  ]);
  assert.equal(lanesOf(whole.slice(0, 2), 30, axis)[1]?.span, [0.1, 0.3]);
  const receiving = lanesOf(whole.slice(0, 4), 90, axis);
  assert.equal([receiving[1]?.state, receiving[3]?.state, receiving[3]?.span], ['past', 'now', [0.4, 0.9]]);
});

test('after a failure, what never came says so', () => {
  const refused: Moment[] = [
    { name: 'queued', at: 0 },
    { name: 'fail', at: 2, result: { errMsg: 'request:fail method is invalid', errno: 600005 } },
    { name: 'complete', at: 2 },
  ];
  assert.equal(states(refused, 500), [
    ['queued', 'past'],
    ['sent', 'never'],
    ['headersReceived', 'never'],
    ['chunkReceived', 'never'],
    ['fail', 'past'],
    ['complete', 'past'],
  ]);
});

test('ten thousand chunks are few marks, and none of their bytes is lost', () => {
  const life = [...whole.slice(0, 3), ...Array.from({ length: 10_000 }, (_, i) => chunk(40 + i / 200, 7))];
  const marks = lanesOf(life, 100, axis)[3]?.marks ?? [];
  assert.ok(marks.length < 200, String(marks.length));
  assert.is(
    marks.reduce((sum, { bytes }) => sum + bytes, 0),
    70_000,
  );
  assert.is(
    marks.reduce((sum, { count }) => sum + count, 0),
    10_000,
  );
});

test('an axis has two to seven round ticks, the first at 0, all of them on it', () => {
  for (let ms = 0.01; ms < 1e7; ms *= 1.37) {
    const { end, ticks } = axisOf(ms);
    assert.ok(end > ms, `${String(ms)} ms are on it`);
    assert.ok(ticks.length >= 2 && ticks.length <= 7, `${String(ms)} ms: ${String(ticks.length)} ticks`);
    assert.is(ticks[0]?.ms, 0);
    assert.ok(ticks.every(({ place }) => place >= 0 && place <= 1));
    assert.match(String(Number((ticks[1]?.ms ?? 0).toPrecision(6))).replace(/[0.]/g, ''), /^[125]$/);
  }
});

test('times and sizes are written for people', () => {
  assert.equal([0, 0.44, 9.96, 12.4, 999, 1234, 12_345].map(msText), [
    '0 ms',
    '0.4 ms',
    '10 ms',
    '12 ms',
    '999 ms',
    '1.23 s',
    '12.3 s',
  ]);
  assert.equal([0, 1, 2048].map(bytesText), ['0 bytes', '1 byte', '2,048 bytes']);
});

test.run();
