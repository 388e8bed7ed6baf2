import { paint } from './terminal.mjs';

const barWidth = 40;

/** @type {[name: string, start: string, end: string][]} */
const phases = [
  ['redirects', 'redirectStart', 'redirectEnd'],
  ['name lookup', 'domainLookUpStart', 'domainLookUpEnd'],
  ['connection', 'connectStart', 'connectEnd'],
  ['of it TLS', 'SSLconnectionStart', 'SSLconnectionEnd'],
  ['request', 'requestStart', 'requestEnd'],
  ['waiting', 'requestEnd', 'responseStart'],
  ['response', 'responseStart', 'responseEnd'],
];

/**
 * A profile as bars on one time axis, a line to a phase. What was not measured is left out.
 * @param {Record<string, any>} profile
 */
export function phasesOf(profile) {
  const { invokeStart, responseEnd } = profile;
  const all = Math.max(1, responseEnd - invokeStart);
  const column = time => Math.round(((time - invokeStart) / all) * barWidth);
  return phases
    .filter(([, start, end]) => profile[start] > 0 && profile[end] > 0)
    .map(([name, start, end]) => {
      const from = Math.min(column(profile[start]), barWidth - 1);
      const bar = '█'.repeat(Math.max(1, column(profile[end]) - from));
      const ms = `${profile[end] - profile[start]} ms`;
      return `   ${paint('cyan', name.padEnd(13))}${ms.padStart(9)}  ${' '.repeat(from)}${paint('blue', bar)}`;
    });
}
