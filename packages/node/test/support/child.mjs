/**
 * One request in a process of its own: `node child.mjs HOW URL`. Says `ended` at its end; the process should exit by itself.
 * abort: given up after a moment. idle: nothing more to do after the answer. pending: the answer takes its time.
 */
import { createRequest } from '@wxreq/node';

const [, , how, url, ...flags] = process.argv;
// What does not end at once does so much later than the test waits.
const request = createRequest({ ca: process.env.CA, keepAliveTimeout: 60_000, connectTimeout: 60_000 });
const { errMsg } = await new Promise(resolve => {
  const certs = flags.filter(flag => flag.startsWith('pin=')).map(flag => flag.slice(4));
  const task = request({ url, certs, enableHttp2: flags.includes('h2'), complete: resolve });
  if (how === 'abort') setTimeout(() => task.abort(), 200);
});
console.log(errMsg);
