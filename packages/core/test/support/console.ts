/** What is written to the console while `run` runs. */
export async function consoleOf(run: () => unknown): Promise<unknown[][]> {
  const written: unknown[][] = [];
  const { warn, error } = console;
  console.warn = (...line) => void written.push(['warn', ...line]);
  console.error = (...line) => void written.push(['error', ...line]);
  try {
    await run();
  } finally {
    Object.assign(console, { warn, error });
  }
  return written;
}
