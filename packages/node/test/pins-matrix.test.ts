import { pinMatrix } from '../../../scripts/testing/pins/match.ts';

pinMatrix({
  name: 'node',
  module: 'packages/node/test/pins.mjs',
  showsChain: true,
  keepsPinned: true,
  resumes: true,
  readsRejectUnauthorized: true,
});
