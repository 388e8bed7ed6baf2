/** What is wrong with one pin, as it stands in the message; undefined where nothing is (SPEC certs/format). */
export function certFault(pin: unknown): string | undefined {
  if (typeof pin === 'string' && /^sha256\/[A-Za-z0-9+/]{43}=$/.test(pin)) return undefined;
  const text = typeof pin === 'string' ? pin : typeof pin;
  const length = text.length - 'sha256/'.length;
  const hint =
    text.startsWith('sha256/') && length !== 44
      ? `: ${length} characters instead of 44 after sha256/ (tr -d '\\\\n' in Tencent's recipe deletes every letter n)`
      : '';
  return `"${text}"${hint}`;
}

/** The pins of `certs`, or what is wrong with it. Absent and empty: no pinning. */
export function toCerts(certs: unknown): readonly string[] | { readonly fault: string } {
  if (certs === undefined || certs === null) return [];
  if (!Array.isArray(certs)) return { fault: certFault(certs) ?? '"not an array"' };
  const pins: string[] = [];
  for (const pin of certs) {
    const fault = certFault(pin);
    if (fault !== undefined) return { fault };
    pins.push(String(pin));
  }
  return pins;
}
