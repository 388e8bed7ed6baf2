import fs from 'node:fs';

/** What the processes of a group hold in memory together, shared pages counted once each; 0 where there is no `/proc`. */
export function residentBytes(group) {
  let kibibytes = 0;
  for (const pid of fs.existsSync('/proc') ? fs.readdirSync('/proc') : []) {
    if (!/^\d+$/.test(pid)) continue;
    try {
      const afterName = fs
        .readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      if (Number(afterName[2]) !== group) continue;
      kibibytes += Number(
        /^Pss_Anon:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0,
      );
    } catch {
      // It has just ended.
    }
  }
  return kibibytes * 1024;
}
