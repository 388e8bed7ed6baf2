import * as assert from 'uvu/assert';
import { suite } from '../../../../scripts/testing/suite.ts';
import { createRequest, request } from '../../src/index.ts';
import { ask, tracked } from './ask.ts';

const test = suite(`page: endings, ${location.protocol}`, { deadlineMs: 60_000 });

const aborted = { errMsg: 'request:fail abort' };
const timedOut = { errMsg: 'request:fail timeout', errno: 5 };

/** Resolves when the server has the request: an abort any earlier may find nothing to close. */
async function underWay(): Promise<void> {
  await ask(request, { url: '/slow?ms=50' });
}

test('an abort at once sends nothing, anywhere', async () => {
  const { url, fate } = tracked('/text');
  let asked = 0;
  const counting = createRequest({ fetch: (...args) => ((asked += 1), fetch(...args)) });
  const { events, fail } = await ask(counting, { url }, (task, event) => {
    if (event === 'called') task.abort();
  });
  assert.equal([events, { ...fail }], [['fail', 'complete'], aborted]);
  assert.is(asked, 0);
  // The server's first sight of this address is the one that follows.
  await fetch(url);
  assert.is(await fate(), 'finished');
});

test('an abort before the head closes the connection', async () => {
  const { url, fate } = tracked('/hang');
  const { events, fail } = await ask(request, { url }, (task, event) => {
    if (event === 'called') void underWay().then(() => task.abort());
  });
  assert.equal([events, { ...fail }], [['fail', 'complete'], aborted]);
  assert.is(await fate(), 'closed');
});

test('an abort in a chunk ends the events there and closes the connection', async () => {
  const { url, fate } = tracked('/stall');
  const { events, fail } = await ask(request, { url }, (task, event) => {
    if (event === 'one') task.abort();
  });
  assert.equal([events, { ...fail }], [['headers', 'one', 'fail', 'complete'], aborted]);
  assert.is(await fate(), 'closed');
});

test('an abort in the headers event ends the events there', async () => {
  const { url, fate } = tracked('/stall');
  const { events } = await ask(request, { url }, (task, event) => {
    if (event === 'headers') task.abort();
  });
  assert.equal(events, ['headers', 'fail', 'complete']);
  assert.is(await fate(), 'closed');
});

test('an abort with one byte missing is an abort', async () => {
  const { url, fate } = tracked('/almost');
  const { events, fail } = await ask(request, { url }, (task, event) => {
    if (/^\d+$/.test(event)) task.abort();
  });
  assert.equal([events.slice(-2), { ...fail }], [['fail', 'complete'], aborted]);
  assert.is(await fate(), 'closed');
});

test('an abort in the last chunk is an abort, and after the end it is nothing', async () => {
  const last = await ask(request, { url: '/text?text=hi' }, (task, event) => {
    if (event === 'hi') task.abort();
  });
  assert.equal([last.events, { ...last.fail }], [['headers', 'hi', 'fail', 'complete'], aborted]);
  const after = await ask(request, { url: '/text?text=hi' }, (task, event) => {
    if (event === 'success' || event === 'complete') task.abort();
  });
  assert.equal(after.events, ['headers', 'hi', 'success', 'complete']);
});

test('a timeout before the head closes the connection', async () => {
  const { url, fate } = tracked('/hang');
  const { events, fail } = await ask(request, { url, timeout: 1000 });
  assert.equal([events, { ...fail }], [['fail', 'complete'], timedOut]);
  assert.is(await fate(), 'closed');
});

test('a timeout holds through the body, to its last byte', async () => {
  // Long enough for a busy machine to make three connections and three heads in.
  await Promise.all(
    ['/stall', '/almost', '/drip?count=1000&ms=20'].map(async path => {
      const { url, fate } = tracked(path);
      const { events, fail } = await ask(request, { url, timeout: 2000 });
      assert.equal(
        [events[0], events.slice(-2), { ...fail }],
        ['headers', ['fail', 'complete'], timedOut],
        path,
      );
      assert.is(await fate(), 'closed');
    }),
  );
});

test('interrupt ends what runs and what waits, and later requests run', async () => {
  const own = createRequest({ maxConcurrent: 1 });
  const { url, fate } = tracked('/hang');
  const both = [ask(own, { url }), ask(own, { url: '/text' })];
  await underWay();
  own.interrupt();
  const lives = await Promise.all(both);
  assert.equal(
    lives.map(({ fail }) => fail?.errMsg),
    ['request:fail interrupted', 'request:fail interrupted'],
  );
  assert.is(await fate(), 'closed');
  assert.is((await ask(own, { url: '/text?text=on' })).success?.data, 'on');
});

test('of 1000 requests with random aborts every one ends exactly once, and no slot is lost', async () => {
  const endings = new Map<string, number>();
  let unfinished = 0;
  const paths = ['/text?text=a', '/slow?ms=5', '/drip?count=3&ms=2', '/status?code=404', '/cut', '/stall'];
  const lives = Array.from({ length: 1000 }, (_, index) => {
    const path = paths[index % paths.length] ?? '';
    const after = path === '/stall' || Math.random() < 0.5 ? Math.random() * 60 : undefined;
    return ask(request, { url: path, data: { index }, timeout: 20_000 }, (task, event) => {
      if (event !== 'called') return;
      unfinished += 1;
      // Some while they wait, some while they run, from within events as well as from without.
      if (after !== undefined) setTimeout(() => task.abort(), after * Math.random() * 30);
      if (index % 7 === 0) task.onChunkReceived(() => task.abort());
      if (path === '/stall') task.onChunkReceived(() => setTimeout(() => task.abort(), after));
    }).then(({ events }) => {
      unfinished -= 1;
      const ending = events.filter(event => ['success', 'fail', 'complete'].includes(event)).join();
      endings.set(ending, (endings.get(ending) ?? 0) + 1);
    });
  });
  await Promise.all(lives);
  // All slots are free again: as many as there are run side by side.
  await Promise.all(Array.from({ length: 10 }, () => ask(request, { url: '/slow?ms=20' })));
  assert.is(unfinished, 0);
  assert.equal([...endings.keys()].sort(), ['fail,complete', 'success,complete']);
  assert.is(
    [...endings.values()].reduce((sum, count) => sum + count, 0),
    1000,
  );
});

test.run();
