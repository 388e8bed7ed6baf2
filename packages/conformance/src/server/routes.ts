import type { Step } from '../script.ts';

/** Where a request-target leads: which case's it is, and the rest. */
export interface Target {
  readonly token: string;
  readonly rest: string;
}

/** `/token/rest?query` → its parts. */
export function splitTarget(target: string): Target {
  const [, token = '', rest = ''] = /^\/([^/?#]*)(.*)$/s.exec(target) ?? [];
  return { token, rest: rest === '' ? '/' : rest };
}

function isSteps(value: unknown): value is readonly Step[] {
  return Array.isArray(value) && value.every(step => typeof step === 'object' && step !== null);
}

function scripted(encoded: string): readonly Step[] {
  const steps: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString());
  return isSteps(steps) ? steps : [{ head: 400 }, { send: { text: 'the script is no list of steps' } }];
}

/** `/hops/302/3` redirects to `/hops/302/2` and so on; `/hops/302/0` is the end. Relative locations. */
function hop(status: number, left: number): readonly Step[] {
  if (left === 0) return ok;
  return [{ head: status, headers: [['location', `./${String(left - 1)}`]] }];
}

const ok: readonly Step[] = [
  { head: 200, headers: [['content-type', 'application/json']] },
  { send: { text: '{"ok":true}' } },
];

/** An open tunnel that says something and stays. */
const tunnel: readonly Step[] = [
  { head: 200, headers: [['x-tunnel', 'open']] },
  { send: { text: 'from the tunnel' } },
  { stop: 'stall' },
];

/**
 * What to do at an address: `/play/<script>`, `/hops/<status>/<n>`; CONNECT's host and port are a tunnel; everything else
 * answers `{"ok":true}`.
 */
export function stepsFor(rest: string): readonly Step[] {
  if (!rest.startsWith('/')) return tunnel;
  const play = /^\/play\/([\w-]+)/.exec(rest)?.[1];
  if (play !== undefined) return scripted(play);
  const [, status, left] = /^\/hops\/(\d{3})\/(\d+)/.exec(rest) ?? [];
  return status === undefined ? ok : hop(Number(status), Number(left));
}
