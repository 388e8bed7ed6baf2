import { createRequest } from '@wxreq/node';

const mebibyte = 1024 * 1024;

/**
 * How far resident memory grows, in MiB, while 1 GiB goes by in chunks: from its size after a first 64 MiB to its highest.
 * @param {string} origin
 */
export async function growthOverOneGibibyte(origin) {
  const request = createRequest();
  await drained(request, `${origin}/download`, () => {});
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let highest = before;
  let sinceLook = 0;
  const total = await drained(request, `${origin}/stream`, bytes => {
    sinceLook += bytes;
    if (sinceLook < 4 * mebibyte) return;
    sinceLook = 0;
    highest = Math.max(highest, process.memoryUsage.rss());
  });
  if (total !== 1024 * mebibyte) throw new Error(`only ${total} bytes came`);
  return (highest - before) / mebibyte;
}

function drained(request, url, onBytes) {
  return new Promise((resolve, fail) => {
    let total = 0;
    const task = request({ url, enableChunked: true, timeout: 120_000, success: () => resolve(total), fail });
    task.onChunkReceived(({ data }) => {
      total += data.byteLength;
      onBytes(data.byteLength);
    });
  });
}
