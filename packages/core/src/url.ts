/** The parsed URL of an absolute http(s) address without user name and password; else undefined (SPEC call/bad-url). */
export function absoluteUrl(text: string): URL | undefined {
  if (!/^https?:\/\//i.test(text)) return undefined;
  try {
    const url = new URL(text);
    return url.username === '' && url.password === '' ? url : undefined;
  } catch {
    // It does not parse: that is the answer.
    return undefined;
  }
}

/** The absolute URL of `text`, resolved against `base` where it has no scheme (SPEC call/bad-url). */
export function resolveUrl(text: string, base: string | undefined): URL | undefined {
  if (base === undefined || /^[a-z][a-z0-9+.-]*:/i.test(text) || /^[\0-\x20]/.test(text))
    return absoluteUrl(text);
  try {
    return absoluteUrl(new URL(text, base).href);
  } catch {
    // It does not resolve: that is the answer.
    return undefined;
  }
}

/** What is sent: the parsed URL's `href` without its fragment (SPEC url/get-merge, url/fragment). */
export function wireHref(url: URL): string {
  const { href } = url;
  const fragment = href.indexOf('#');
  return fragment < 0 ? href : href.slice(0, fragment);
}
