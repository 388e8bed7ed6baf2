// Before anything that says wx.request: the page's own.
import 'wxreq/install';
import { loadTable, order } from './table.ts';
import { tableHtml } from './view.ts';

/** Asks by itself, puts what came where the server's HTML stands, and makes it alive. */
async function hydrate(root: HTMLElement): Promise<void> {
  const html = tableHtml(await loadTable());
  // By the same rules as the server's: else one letter written in two ways would be a difference.
  const made = document.createElement('template');
  made.innerHTML = html;
  root.dataset.hydrated = made.innerHTML === root.innerHTML ? 'same' : 'changed';
  if (root.dataset.hydrated === 'changed') root.innerHTML = html;
  root.addEventListener('click', ({ target }) => {
    const tea = target instanceof HTMLElement ? target.dataset.tea : undefined;
    if (tea === undefined) return;
    void order(tea).then(table => {
      root.innerHTML = tableHtml(table);
    });
  });
}

const root = document.querySelector<HTMLElement>('main');
if (root) void hydrate(root);
