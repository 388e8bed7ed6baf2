import { openShop } from './server.ts';

const { url, close } = await openShop(
  new URL('../page/page.js', import.meta.url),
  Number(process.env.PORT ?? 7358),
);
console.log(`a table for Lu Yu: ${url}/?guest=Lu%20Yu   (Ctrl-C ends it)`);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void close());
