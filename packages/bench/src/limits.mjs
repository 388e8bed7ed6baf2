import { ratio } from './report.mjs';

const ours = '@wxreq/node';
const noProfile = '@wxreq/node, no profile';
const floor = 'undici dispatch (floor)';
const undici = 'undici request';

/**
 * What must hold, on Node 20: a client's figure against another's, in one scenario.
 * @type {{ scenario: string, figure: 'cpuUs' | 'perSecond', client: string, to: string, most?: number, least?: number }[]}
 */
const rules = [
  { scenario: 'small', figure: 'cpuUs', client: ours, to: floor, most: 1.35 },
  { scenario: 'small', figure: 'cpuUs', client: ours, to: undici, most: 0.75 },
  { scenario: 'small', figure: 'cpuUs', client: noProfile, to: floor, most: 1.25 },
  {
    scenario: 'pins',
    figure: 'cpuUs',
    client: '@wxreq/node over TLS, pinned',
    to: '@wxreq/node over TLS',
    most: 1.1,
  },
  { scenario: 'download', figure: 'perSecond', client: ours, to: undici, least: 0.95 },
];
const mostGrowthMiB = 32;
const mostImportCost = 1.1;

/**
 * Each limit of which both sides were measured, and whether it is met.
 * @param {Map<string, Map<string, { cpuUs: number, perSecond: number }[]>>} measured  by scenario, then by client
 * @param {number | undefined} growth  MiB
 * @param {Map<string, { ms: number, mebibytes: number }> | undefined} imports  by package
 */
export function limits(measured, growth, imports) {
  const verdicts = rules.flatMap(({ scenario, figure, client, to, most = Infinity, least = 0 }) => {
    const results = measured.get(scenario);
    if (!results?.has(client) || !results.has(to)) return [];
    const value = ratio(results, figure, client, to);
    const bound = least > 0 ? `at least ${least}` : `at most ${most}`;
    const what = figure === 'cpuUs' ? 'CPU' : 'speed';
    const rule = `${scenario}: ${what} of ${client} is ${bound} of ${to}`;
    return [{ rule, value, isMet: value <= most && value >= least }];
  });
  if (growth !== undefined) {
    const rule = `memory: grows by at most ${mostGrowthMiB} MiB`;
    verdicts.push({ rule, value: growth, isMet: growth <= mostGrowthMiB });
  }
  const [peer, own] = ['undici', ours].map(name => imports?.get(name));
  for (const figure of peer && own ? ['ms', 'mebibytes'] : []) {
    const rule = `imports: ${figure} of ${ours} are at most ${mostImportCost} of undici's`;
    const value = own[figure] / peer[figure];
    verdicts.push({ rule, value, isMet: value <= mostImportCost });
  }
  return verdicts;
}
