import { dataCode } from './data.ts';
import type { Draft } from './draft.ts';
import { optionsOf } from './draft.ts';
import { literal } from './literal.ts';

/** Where the code is to run: what stands above the call. */
export const platforms = {
  'mini-program': '',
  page: "import '@wxreq/browser/install';\n\n",
  node: "import '@wxreq/node/install';\n\n",
} as const;

/** The name of one. */
export type Platform = keyof typeof platforms;

const callbacks = [
  '  success: res => console.log(res.statusCode, res.data),',
  '  fail: err => console.log(err.errMsg),',
];

const aborts = {
  never: [],
  'at-once': ['task.abort();'],
  headers: ['task.onHeadersReceived(() => task.abort());'],
  chunk: ['task.onChunkReceived(() => task.abort());'],
} as const;

/** The very call that a draft makes, ready to be pasted. Throws an Error where `data`'s text is not of its kind. */
export function codeOf(draft: Draft, platform: Platform = 'mini-program'): string {
  const given = optionsOf(draft);
  const lines = Object.entries(given).map(([name, value]) => {
    const code = name === 'data' ? dataCode(draft.data, '  ') : literal(value, '  ');
    return `  ${name}: ${code},`;
  });
  const call = ['wx.request({', ...lines, ...callbacks, '});'];
  const tail = [...aborts[draft.abort], ...(given.enableChunked === true ? chunkLines : [])];
  const task = tail.length > 0 ? 'const task = ' : '';
  return `${platforms[platform]}${task}${[...call, ...tail].join('\n')}\n`;
}

const chunkLines = ['task.onChunkReceived(res => console.log(res.data));'];
