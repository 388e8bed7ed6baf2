import type { Page } from '../server/control.ts';
import { readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const html = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>wx.request conformance</title>
<style>:root{color-scheme:light dark}body{font:15px/1.5 system-ui;margin:1rem}</style><h1>wx.request conformance</h1>
<p id="now">starting …</p><pre id="bad"></pre><script src="/~/suite.js"></script><script>
const now = document.querySelector('#now'), bad = document.querySelector('#bad');
if (typeof wx !== 'object' || typeof wx.request !== 'function') {
  now.textContent = 'This page has no wx.request: open it in the container that is to be judged, or load what defines it here.';
} else {
  const name = new URLSearchParams(location.search).get('name') || navigator.userAgent;
  wxreqConformance.judgeRemotely({ name, request: options => wx.request(options) }, location.origin, (result, count) => {
    now.textContent = count + ' ' + result.case.id;
    if (result.broken) bad.append(result.case.id + ': ' + result.broken.what + ': expected ' + result.broken.expected + ', got ' + result.broken.actual + '\\n');
  }).then(report => { now.textContent = JSON.stringify(report.tally); }, error => { now.textContent = String(error); });
}
</script>
`;

/** What a browser gets: the page at `/`, and the suite as one script, which the build has put beside the command. */
export async function pages(): Promise<(path: string) => Page | undefined> {
  const folder = dirname(await realpath(process.argv[1] ?? ''));
  const suite = await readFile(join(folder, 'suite.js'), 'utf8');
  return path => {
    if (path === '/~/suite.js') return { type: 'text/javascript', text: suite };
    return /^\/(\?.*)?$/.test(path) ? { type: 'text/html', text: html } : undefined;
  };
}
