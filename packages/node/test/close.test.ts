import http from 'node:http';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { createRequest } from '../src/create.ts';
import { ask } from './support/asking.ts';
import { start } from './support/servers.ts';

const test = suite('node: close()');

test('waits for what has been called, whether it is under way or queued', async () => {
  const server = await start(http.createServer((_, response) => response.end('"here"')));
  const url = `http://127.0.0.1:${String(server.port)}`;
  const request = createRequest({ maxConcurrent: 1, keepAliveTimeout: 60_000 });
  const told: unknown[] = [];
  const answers = [1, 2, 3].map(() => ask(request, { url }).then(answer => told.push(answer)));
  await request.close();
  assert.equal(told, ['here', 'here', 'here']);
  await Promise.all(answers);
  assert.is(await ask(request, { url }), 'here', 'a later request opens a new connection');
  await request.close();
  await server.close();
});

test.run();
