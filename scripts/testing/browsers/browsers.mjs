/**
 * The browsers that tests run in, without a driver: started on a URL, in a profile of their own, quiet on the network.
 * Data for whoever runs tests: what each needs (`programs`, any path of each list will do) and the Debian packages
 * that bring it (`apt`).
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { firefoxPrefs } from './prefs.mjs';

/**
 * @typedef {{ ca: string; spki: string }} Trust the authority's PEM file, and the server key's SHA-256 in base64
 * @typedef {{ program: string; args: string[]; env: Record<string, string>; display: boolean }} Command
 * @typedef {{ name: string; apt: string[]; programs: Record<string, string[]>;
 *   command(url: string, profile: string, trust: Trust): Command }} Browser
 */

/** @type {Record<string, string[]>} */
const minibrowser = {
  MiniBrowser: ['x86_64', 'aarch64'].flatMap(cpu =>
    ['4.1', '4.0'].map(api => `/usr/lib/${cpu}-linux-gnu/webkit2gtk-${api}/MiniBrowser`),
  ),
};

/** @type {Browser[]} */
export const browsers = [
  {
    name: 'chromium',
    apt: ['chromium'],
    programs: { chromium: ['chromium'] },
    command: (url, profile, { spki }) => ({
      program: 'chromium',
      args: [
        '--headless',
        '--no-sandbox',
        '--no-first-run',
        `--user-data-dir=${profile}`,
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
        `--ignore-certificate-errors-spki-list=${spki}`,
        '--disable-background-networking',
        '--disable-background-timer-throttling',
        '--disable-backgrounding-occluded-windows',
        '--disable-breakpad',
        '--disable-component-update',
        '--disable-default-apps',
        '--disable-dev-shm-usage',
        '--disable-domain-reliability',
        '--disable-gpu',
        '--disable-renderer-backgrounding',
        '--disable-sync',
        '--metrics-recording-only',
        '--password-store=basic',
        url,
      ],
      env: {},
      display: false,
    }),
  },
  {
    name: 'firefox',
    apt: ['firefox-esr', 'libnss3-tools'],
    programs: { firefox: ['firefox-esr', 'firefox'], certutil: ['certutil'] },
    command(url, profile, { ca }) {
      const lines = Object.entries(firefoxPrefs).map(
        pref => `user_pref(${pref.map(part => JSON.stringify(part)).join(', ')});`,
      );
      fs.writeFileSync(path.join(profile, 'user.js'), lines.join('\n'));
      const nss = ['-d', `sql:${profile}`];
      execFileSync('certutil', ['-N', '--empty-password', ...nss]);
      execFileSync('certutil', ['-A', '-n', 'tests', '-t', 'C,,', '-i', ca, ...nss]);
      return {
        program: find(this.programs.firefox) ?? 'firefox-esr',
        args: ['--headless', '--no-remote', '--profile', profile, url],
        // Without this it asks for its remote settings whatever the preferences say.
        env: { MOZ_DISABLE_NONLOCAL_CONNECTIONS: '1', MOZ_CRASHREPORTER_DISABLE: '1' },
        display: false,
      };
    },
  },
  {
    name: 'webkit',
    apt: ['libwebkit2gtk-4.1-0', 'xvfb', 'xauth'],
    programs: { ...minibrowser, Xvfb: ['Xvfb'] },
    command: url => ({
      program: find(minibrowser.MiniBrowser) ?? 'MiniBrowser',
      args: ['--private', '--ignore-tls-errors', url],
      env: { WEBKIT_DISABLE_COMPOSITING_MODE: '1', LIBGL_ALWAYS_SOFTWARE: '1' },
      display: true,
    }),
  },
];

/** The programs that this browser lacks here; none: it can be started. */
export function missingPrograms(/** @type {Browser} */ { programs }) {
  return Object.entries(programs).flatMap(([name, places]) => (find(places) === undefined ? [name] : []));
}

/** A fresh, empty directory; the caller removes it. */
export function temporaryDirectory() {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'wxreq-'));
}

/** The first of these that is there, by absolute path or on PATH. */
function find(/** @type {string[]} */ places) {
  const directories = (process.env.PATH ?? '').split(path.delimiter);
  return places
    .flatMap(place =>
      path.isAbsolute(place) ? [place] : directories.map(directory => path.join(directory, place)),
    )
    .find(file => fs.existsSync(file));
}
