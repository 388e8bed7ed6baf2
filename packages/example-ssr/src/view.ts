import type { Table } from './table.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text as HTML. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, character => entities[character] ?? character);
}

/** A table as HTML; the same on the server and in the page. */
export function tableHtml({ guest, teas, orders }: Table): string {
  const rows = teas.map(
    ({ name, note }) =>
      `<li><span><b>${escaped(name)}</b> ${escaped(note)}</span><button data-tea="${escaped(name)}">Order</button></li>`,
  );
  const ordered = orders.length === 0 ? 'Nothing ordered yet.' : `Ordered: ${escaped(orders.join(', '))}.`;
  return `<h1>${escaped(guest)}’s table</h1><ul>${rows.join('')}</ul><p class="orders">${ordered}</p>`;
}
