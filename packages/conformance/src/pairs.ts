/** `Object.fromEntries`, and the flattening of lists: both came with ES2019, and a mini-program may have ES2018 alone. */
export function fromPairs<T>(pairs: readonly (readonly [name: string, value: T])[]): Record<string, T> {
  const record: Record<string, T> = {};
  for (const [name, value] of pairs) record[name] = value;
  return record;
}

/** What `each` gives for every item, in one list. */
export function flatMap<T, R>(items: readonly T[], each: (item: T) => readonly R[]): R[] {
  const all: R[] = [];
  for (const item of items) all.push(...each(item));
  return all;
}
