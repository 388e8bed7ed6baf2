import { pinMatrix } from './match.ts';

pinMatrix({ name: 'bun', module: 'packages/bun/test/pins.mjs', showsChain: false, keepsPinned: false });
