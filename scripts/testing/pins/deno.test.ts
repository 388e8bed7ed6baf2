import { pinMatrix } from './match.ts';

pinMatrix({ name: 'deno', module: 'packages/deno/test/pins.mjs', showsChain: true, keepsPinned: true });
