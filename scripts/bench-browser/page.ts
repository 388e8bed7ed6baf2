import { request } from '../../packages/browser/dist/index.js';

const requests = 2000;
const atOnce = 10;
const rounds = 9;

interface Measured {
  readonly wallMs: number;
  readonly cpuMs: number;
}

async function harness(name: string, content: object = {}): Promise<unknown> {
  return (await fetch(`/harness/${name}`, { method: 'POST', body: JSON.stringify(content) })).json();
}

/** What people write where there is no `wx.request`: a timeout that holds, and a way to abort. */
async function byHand(url: string): Promise<unknown> {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), 60_000);
  try {
    const response = await fetch(url, { signal: control.signal, cache: 'no-store' });
    return JSON.parse(await response.text());
  } finally {
    clearTimeout(timer);
  }
}

function byWx(url: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    request({ url, success: res => resolve(res.data), fail: err => reject(new Error(err.errMsg)) });
  });
}

async function measure(way: (url: string) => Promise<unknown>): Promise<Measured> {
  const cpu = Number(await harness('cpu'));
  const start = performance.now();
  let left = requests;
  const worker = async (): Promise<void> => {
    while ((left -= 1) >= 0) await way(`/small?n=${String(left)}`);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const wallMs = performance.now() - start;
  return { wallMs, cpuMs: Number(await harness('cpu')) - cpu };
}

const ways = { 'by hand': byHand, 'wx.request': byWx };
const measured: Record<string, Measured[]> = { 'by hand': [], 'wx.request': [] };
for (const way of Object.values(ways)) await measure(way);
for (let round = 0; round < rounds; round += 1) {
  const entries = Object.entries(ways);
  for (const [name, way] of round % 2 === 0 ? entries : entries.reverse())
    measured[name]?.push(await measure(way));
}
await harness('done', { requests, measured });
