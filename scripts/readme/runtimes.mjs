import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { packagesInOrder } from '../build/packages.mjs';

/** @typedef {import('../../packages/core/src/adapter.ts').Supports} Supports */

const methods = ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT'];
const yes = '✓';
const no = '–';
const mark = (/** @type {unknown} */ can) => (can ? yes : no);

/**
 * What can be said of a runtime by its `supports`: in English, in Chinese, and what stands in its column.
 * @type {[en: string, zh: string, cell: (supports: Supports) => string][]}
 */
const abilities = [
  [
    'methods that cannot be sent',
    '不能发送的请求方法',
    ({ methods: can }) => methods.filter(name => !can.some(one => one === name)).join(', ') || no,
  ],
  ['chunks as they come', '边收边回调（分块接收）', ({ chunks }) => mark(chunks)],
  ['`cookies` of the response', '响应的 `cookies`', ({ setCookie }) => mark(setCookie)],
  [
    '`cookie` as a request header',
    '自行设置请求头 `cookie`',
    ({ unsendableHeaders }) => mark(!unsendableHeaders.includes('cookie')),
  ],
  ["`redirect: 'manual'`", "`redirect: 'manual'`", ({ hops }) => mark(hops)],
  ['`certs`, and the option `pins`', '`certs` 与 `pins`（证书锁定）', ({ pins }) => mark(pins)],
  ['`profile`', '`profile`（性能数据）', ({ profile }) => mark(profile)],
  ['`enableHttp2`', '`enableHttp2`', ({ http2 }) => mark(http2)],
  ['`enableCache`', '`enableCache`', ({ cache }) => mark(cache)],
  ['the option `maxConcurrent`', '`maxConcurrent`（并发上限）', ({ queue }) => mark(queue)],
  [
    'network failures told apart',
    '能区分的网络错误种数',
    ({ failureKinds }) => String(new Set(failureKinds).size),
  ],
];

/**
 * The adapters: every public package whose index exports a `create…Adapter` of its own. Their sources, through tsx: what is
 * built for another runtime need not load on Node.
 * @returns {Promise<{ name: string, supports: Supports }[]>}
 */
async function adapters() {
  const found = [];
  for (const { dir, manifest } of packagesInOrder()) {
    const entry = path.join(dir, 'src/index.ts');
    if (manifest.private || !fs.existsSync(entry)) continue;
    const exported = await import(pathToFileURL(entry).href);
    const make = Object.keys(exported).find(name => /^create\w+Adapter$/.test(name));
    if (make) found.push({ name: manifest.name, supports: exported[make]().supports });
  }
  return found.sort((a, b) => order(a.name) - order(b.name));
}

/** Those with the most users first. */
const order = (/** @type {string} */ name) => {
  const at = ['@wxreq/browser', '@wxreq/node', '@wxreq/deno', '@wxreq/bun', '@wxreq/edge'].indexOf(name);
  return at < 0 ? Infinity : at;
};

/**
 * The table of runtimes.
 * @param {0 | 1} language
 */
export async function runtimeRows(language) {
  const all = await adapters();
  return [
    ['', ...all.map(({ name }) => `\`${name}\``)],
    ...abilities.map(ability => [ability[language], ...all.map(({ supports }) => ability[2](supports))]),
  ];
}
