import { once } from 'node:events';
import net from 'node:net';
import { Worker } from 'node:worker_threads';

/** A port that lets connections hang: it listens, accepts nothing, and its queue is full. */
export interface Deaf {
  readonly port: number;
  close(): Promise<void>;
}

const listener = `
  const net = require('node:net');
  const { parentPort } = require('node:worker_threads');
  const server = net.createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });`;

export async function startDeaf(): Promise<Deaf> {
  const worker = new Worker(listener, { eval: true });
  const [port] = (await once(worker, 'message')) as [number];
  const fill = Array.from({ length: 8 }, () => net.connect(port, '127.0.0.1').on('error', () => {}));
  await Promise.all(fill.slice(0, 2).map(socket => once(socket, 'connect')));
  return {
    port,
    close: async () => {
      for (const socket of fill) socket.destroy();
      await worker.terminate();
    },
  };
}
