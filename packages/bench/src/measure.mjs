/**
 * What a job costs when `lanes` of them are always under way, for `ms` and until `least` are done: microseconds of this
 * process's CPU for each, and how many are done in a second.
 * @param {() => Promise<unknown>} job
 * @param {{ lanes: number, ms: number, least?: number }} load
 */
export async function measure(job, { lanes, ms, least = 0 }) {
  let done = 0;
  const cpu = process.cpuUsage();
  const start = performance.now();
  const end = start + ms;
  const lane = async () => {
    do {
      await job();
      done += 1;
    } while (performance.now() < end || done < least);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { cpuUs: (user + system) / done, perSecond: done / seconds };
}

/** The middle one; with an even count the mean of the two in the middle. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle) - 1]) / 2;
}

/**
 * Rounds in which every client has its turn, so that what slows the machine down slows all of them. Before them each client
 * has `warmUp` jobs, for the compiler to do its work.
 * @param {{ name: string, job: () => Promise<unknown> }[]} entries
 * @param {{ lanes: number, ms: number, rounds: number, warmUp: number }} load
 * @returns {Promise<Map<string, { cpuUs: number, perSecond: number }[]>>}  a measurement for each round, by name
 */
export async function interleaved(entries, { rounds, warmUp, ...load }) {
  const results = new Map(entries.map(({ name }) => [name, []]));
  for (const { job } of entries) await measure(job, { ...load, ms: 0, least: warmUp });
  for (let round = 0; round < rounds; round += 1) {
    for (const index of entries.keys()) {
      const { name, job } = entries[(index + round) % entries.length];
      results.get(name).push(await measure(job, load));
    }
  }
  return results;
}
