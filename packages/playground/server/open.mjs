/** Serves the built page and the reference server behind it, under one origin. */
import fs from 'node:fs';
import path from 'node:path';
import { serve } from '@wxreq/conformance/server';
import { stepsFor } from './routes.mjs';

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/**
 * @param {string} folder  what Vite has built
 * @param {{ port?: number }} [options]  `port`: wished for; any other where it is taken
 */
export async function openPlayground(folder, { port } = {}) {
  const pages = readPages(folder);
  const options = { https: false, steps: stepsFor, page: target => pages.get(target.replace(/[?#].*/s, '')) };
  try {
    return await serve({ ...options, ...(port !== undefined && { port }) });
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error;
    return serve(options);
  }
}

/** Every file by its path on the server. */
function readPages(folder) {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter(name => path.extname(name) in types);
  return new Map(
    files.map(name => {
      const place = `/${name.split(path.sep).join('/')}`.replace(/^\/index\.html$/, '/');
      const type = `${types[path.extname(name)]}; charset=utf-8`;
      return [place, { type, text: fs.readFileSync(path.join(folder, name), 'utf8') }];
    }),
  );
}
