type Child = Node | string;
type Attributes = Readonly<Record<string, string | number | boolean | ((event: Event) => void)>>;

/** An element. Strings become text, never HTML: whatever a server says stays what it is. `on…`: a listener. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

/** A titled part of the page. */
export function panel(title: string, name: string, ...children: readonly Child[]): HTMLElement {
  const id = `title-${name}`;
  return h('section', { class: `panel ${name}`, 'aria-labelledby': id }, h('h2', { id }, title), ...children);
}
