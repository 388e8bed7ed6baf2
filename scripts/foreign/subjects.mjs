/**
 * What other projects offer in a page in place of `wx.request`, and our own, each as its users get it: built for production,
 * nothing configured.
 * @typedef {object} Foreign
 * @property {string} name  the project's
 * @property {string} package  whose version stands in the table
 * @property {string} call  what users write
 * @property {string} entry  a module that exports `request`
 * @property {Record<string, string>} [define]  what the project's own build replaces
 * @property {Record<string, string>} [alias]  likewise, packages
 * @property {'always' | 'with-body'} contentType  when it sends a content-type of its own, so that no other rule is asked of it
 * @property {boolean} baseUrl  whether it resolves a URL against the page's
 */
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../build/packages.mjs';

/** @type {Foreign[]} */
export const subjects = [
  {
    name: 'Taro',
    package: '@tarojs/taro-h5',
    call: 'Taro.request',
    entry: `export { request } from '@tarojs/taro-h5';`,
    define: { 'process.env.TARO_ENV': '"h5"', 'process.env.TARO_PLATFORM': '"web"' },
    contentType: 'with-body',
    baseUrl: true,
  },
  {
    name: 'uni-app',
    package: '@dcloudio/uni-h5',
    call: 'uni.request',
    // The configuration is what uni-app's own build makes of an empty manifest.json.
    entry: `globalThis.__uniConfig = { networkTimeout: { request: 60000 } };
      export const { request } = await import('@dcloudio/uni-h5');`,
    alias: { vue: '@dcloudio/uni-h5-vue' },
    contentType: 'with-body',
    baseUrl: true,
  },
  {
    name: 'kbone',
    package: 'kbone-api',
    call: 'kbone.request',
    entry: `import api from 'kbone-api'; export const { request } = api;`,
    contentType: 'always',
    baseUrl: false,
  },
  {
    name: 'wxreq',
    package: '@wxreq/browser',
    call: 'wx.request',
    entry: `export { request } from '${path.join(root, 'packages/browser/dist/index.js')}';`,
    contentType: 'with-body',
    baseUrl: true,
  },
];

/** The version that is judged. */
export function versionOf(/** @type {Foreign} */ { package: name }) {
  const folder = name.startsWith('@wxreq/')
    ? path.join(root, 'packages', name.slice('@wxreq/'.length))
    : path.join(import.meta.dirname, 'node_modules', name);
  return JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')).version;
}

/** Whether all of them are there. */
export function hasForeign() {
  return subjects.every(({ package: name }) => {
    const own = path.join(import.meta.dirname, 'node_modules', name, 'package.json');
    return name.startsWith('@wxreq/') || fs.existsSync(own);
  });
}
