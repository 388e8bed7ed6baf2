import { printed } from '../print.ts';
import { runFile } from '../queue.ts';
import { toError } from '../registry.ts';

// The browser's own, before any test takes it away.
const post = fetch.bind(globalThis);

async function tell(what: 'report' | 'done', content: object): Promise<void> {
  await post(`/harness/${what}`, { method: 'POST', body: JSON.stringify(content) });
}

/** In the page: runs the test files one after the other and tells the harness of each. */
export async function runPage(
  files: readonly (readonly [name: string, load: () => Promise<unknown>])[],
): Promise<void> {
  let stray: string[] = [];
  const watch = (event: Event, thrown: unknown): void => {
    // A test that expects it prevents the default, in a listener that may come after this one.
    setTimeout(() => {
      if (!event.defaultPrevented) stray.push(printed({ suite: event.type, error: toError(thrown) }));
    });
  };
  addEventListener('error', event => {
    watch(event, event.error ?? event.message);
  });
  addEventListener('unhandledrejection', event => {
    watch(event, event.reason);
  });

  for (const [name, load] of files) {
    stray = [];
    const { passed, failed, skipped, failures } = await runFile(name, load);
    await new Promise(resolve => setTimeout(resolve, 20));
    await tell('report', {
      passed,
      failed: failed + stray.length,
      skipped,
      failures: [...failures.map(printed), ...stray],
    });
  }
  await tell('done', {});
}
