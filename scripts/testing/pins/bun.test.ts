import { pinMatrix } from './match.ts';
import { pinnedRoutes } from './routes.ts';
import type { Subject } from './subject.ts';
import { pinsAndCertificates } from './verified.ts';

const bun: Subject = {
  name: 'bun',
  module: 'packages/bun/test/pins.mjs',
  showsChain: false,
  keepsPinned: false,
  resumes: true,
  readsRejectUnauthorized: true,
};

pinMatrix(bun);
pinsAndCertificates(bun);
pinnedRoutes(bun);
