declare module 'cross-fetch/dist/browser-ponyfill.js' {
  export const fetch: typeof globalThis.fetch;
}
