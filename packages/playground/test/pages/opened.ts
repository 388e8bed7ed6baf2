import { startApp } from '../../src/app.ts';
import { placeOfServer } from '../../src/seen.ts';

/** The page, as a person uses it. */
export type App = Awaited<ReturnType<typeof openApp>>;

/** Opens the page, with what a person does with it and sees. */
export async function openApp() {
  const root = document.createElement('main');
  document.body.replaceChildren(root);
  const place = await placeOfServer();
  if (!place) throw new Error('there is no reference server');
  startApp(root, { ...place, http: location.origin });
  const all = (selector: string) => [...root.querySelectorAll<HTMLElement>(selector)];
  const one = <T extends HTMLElement>(selector: string, is: new () => T): T => {
    const found = root.querySelector(selector);
    if (!(found instanceof is)) throw new Error(`there is no ${selector}`);
    return found;
  };
  const texts = (selector: string) => all(selector).map(element => element.textContent ?? '');
  return {
    root,
    all,
    texts,
    choose: (id: string) => one(`[data-preset=${id}]`, HTMLButtonElement).click(),
    type: (selector: string, value: string) => {
      const field = one(selector, HTMLElement) as HTMLInputElement;
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    },
    send: () => one('.send', HTMLButtonElement).click(),
    /** Resolves as soon as this is so. The test's deadline ends it otherwise. */
    until: (what: () => boolean) =>
      new Promise<void>(resolve => {
        const look = () => (what() ? resolve() : void setTimeout(look, 10));
        look();
      }),
    /** The names of the moments, chunks in a row as one, without notices. */
    moments: () =>
      texts('.moment:not(.notice) .name')
        .map(name => name.replace(/ \d+$/, ''))
        .filter((name, i, names) => name !== 'chunk' || names[i - 1] !== name)
        .join(' '),
    verdict: () => texts('.verdict b, .verdict .says').join(' '),
    notices: () => texts('.moment.notice code'),
    seen: () => texts('.request .first'),
  };
}
