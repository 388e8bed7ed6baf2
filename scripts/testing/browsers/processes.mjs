import fs from 'node:fs';

const ticksPerSecond = 100;

/** What `read` gives for each process of a group, added up; 0 where there is no `/proc`. */
function sum(group, read) {
  let total = 0;
  for (const pid of fs.existsSync('/proc') ? fs.readdirSync('/proc') : []) {
    if (!/^\d+$/.test(pid)) continue;
    try {
      // The name, in parentheses, may hold anything.
      const fields = fs
        .readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      if (Number(fields[2]) === group) total += read(pid, fields);
    } catch {
      // It has just ended.
    }
  }
  return total;
}

/** What the processes of a group hold in memory together, shared pages counted once. */
export function residentBytes(group) {
  return sum(group, pid => {
    const rollup = fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return 1024 * Number(/^Pss_Anon:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
  });
}

/** The processor time that the processes of a group have used together, in milliseconds. */
export function cpuMs(group) {
  return sum(group, (_, fields) => ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond);
}
