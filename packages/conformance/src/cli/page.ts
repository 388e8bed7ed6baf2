import type { RemoteOrder } from '../remote.ts';
import type { Page } from '../server/control.ts';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { distFolder } from './folder.ts';

/** Where devices get the certificate that they are to trust. */
export const certificatePath = '/~/authority.crt';

const page = (own: string): string => `<!doctype html><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>wx.request conformance</title><link rel="icon" href="data:,">
<style>:root{color-scheme:light dark}body{font:15px/1.5 system-ui;margin:1rem}pre{white-space:pre-wrap}</style>
<h1>wx.request conformance</h1><p id="now">starting …</p><pre id="bad"></pre>${own}<script src="/~/suite.js"></script><script>
const now = document.querySelector('#now'), bad = document.querySelector('#bad');
const own = typeof wxreqSubject === 'object' ? wxreqSubject
  : typeof wx === 'object' && typeof wx.request === 'function' ? { request: options => wx.request(options) } : undefined;
if (own === undefined) {
  now.textContent = 'This page has no wx.request: open it in the container that is to be judged, or let serve --script FILE bring it.';
} else {
  const name = new URLSearchParams(location.search).get('name') || navigator.userAgent;
  wxreqConformance.judgeRemotely({ name, ...own }, location.origin, (result, count) => {
    now.textContent = count + ' ' + result.case.id;
    if (result.broken) bad.append(result.case.id + ': ' + result.broken.what + ': expected ' + result.broken.expected + ', got ' + result.broken.actual + '\\n');
  }).then(report => { now.textContent = JSON.stringify(report.tally); }, error => { now.textContent = String(error); });
}
</script>
`;

/** What a device gets besides the server's own routes. */
export interface Brought {
  /** A script that defines `wx`, by its file. */
  readonly script: string | undefined;
  /** PEM. */
  readonly certificate: string | undefined;
  readonly order: RemoteOrder;
}

/** The page at `/`, the suite as one script, which the build has put beside the command, and what was brought. */
export async function pages({
  script,
  certificate,
  order,
}: Brought): Promise<(path: string) => Page | undefined> {
  const suite = await readFile(join(await distFolder(), 'suite.js'), 'utf8');
  const own = script === undefined ? undefined : await readFile(script, 'utf8');
  const html = page(own === undefined ? '' : '<script src="/~/own.js"></script>');
  const files: Readonly<Record<string, Page | undefined>> = {
    '/': { type: 'text/html; charset=utf-8', text: html },
    '/~/suite.js': { type: 'text/javascript; charset=utf-8', text: suite },
    '/~/order': { type: 'application/json', text: JSON.stringify({ value: order }) },
    '/~/own.js': own === undefined ? undefined : { type: 'text/javascript; charset=utf-8', text: own },
    [certificatePath]:
      certificate === undefined ? undefined : { type: 'application/x-x509-ca-cert', text: certificate },
  };
  return target => {
    const path = target.replace(/\?.*$/, '');
    return Object.prototype.hasOwnProperty.call(files, path) ? files[path] : undefined;
  };
}
