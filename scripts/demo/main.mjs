import { tellStory } from './story.mjs';
import { print } from './terminal.mjs';
import { visit } from './visit.mjs';

const usage = `npm run demo            a story of requests to a server on this machine
npm run demo -- URL     one GET on a real address
npm run demo -- --page  a page to compose requests and watch their lives
npm run demo -- --ssr   an example: rendered on Node, hydrated in the page`;

/**
 * What the command line asks for; gives the exit code.
 * @param {string[]} words
 */
export async function main(words) {
  if (words.length === 0) return (await tellStory()) ? 0 : 1;
  if (words.length === 1 && !words[0].startsWith('-')) return (await visit(words[0])) ? 0 : 1;
  print(usage);
  return words.some(word => word === '--help' || word === '-h') ? 0 : 1;
}
