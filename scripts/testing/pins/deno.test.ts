import * as assert from 'uvu/assert';
import { argumentsFor } from '../runtimes/program.mjs';
import { suite } from '../suite.ts';
import { pinMatrix } from './match.ts';
import { pinnedRoutes } from './routes.ts';
import type { Subject } from './subject.ts';
import { pinsAndCertificates } from './verified.ts';

const deno: Subject = {
  name: 'deno',
  module: 'packages/deno/test/pins.mjs',
  showsChain: true,
  keepsPinned: true,
  resumes: false,
  readsRejectUnauthorized: true,
};

pinMatrix(deno);
pinsAndCertificates(deno);
pinnedRoutes(deno);

const test = suite('deno: permissions');

test('all of this runs with --allow-net and no other permission', () => {
  assert.equal(
    argumentsFor('deno').filter(flag => /^(-[A-Z]|--allow)/.test(flag)),
    ['--allow-net'],
  );
});

test.run();
