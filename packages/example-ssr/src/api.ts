import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Table } from './table.ts';

// What is elsewhere in real life: the service that the mini-program talks to. It knows guests by their cookie.

const teas = [
  { name: '龙井 Longjing', note: 'of this spring' },
  { name: '碧螺春 Biluochun', note: '<green> & light' },
];

const ordersOf = new Map<string, readonly string[]>();

/** Answers a request below `/api/`. */
export async function answerApi(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, guest] = /(?:^|; )guest=([^;]*)/.exec(request.headers.cookie ?? '') ?? [];
  if (guest === undefined) {
    answer(response, 401, { error: 'who are you?' });
    return;
  }
  const name = decodeURIComponent(guest);
  if (path === '/api/orders') {
    const form = new URLSearchParams(await textOf(request));
    ordersOf.set(name, [...(ordersOf.get(name) ?? []), form.get('tea') ?? '']);
  }
  const table: Table = { guest: name, teas, orders: ordersOf.get(name) ?? [] };
  answer(response, 200, table);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of request) if (piece instanceof Uint8Array) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

function answer(response: ServerResponse, status: number, value: object): void {
  const text = JSON.stringify(value);
  const length = Buffer.byteLength(text);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': length }).end(text);
}
