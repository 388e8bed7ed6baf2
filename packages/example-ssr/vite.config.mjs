import { defineConfig } from 'vite';

// The page's half. The server's is built by `vite build --ssr` from the same modules.
export default defineConfig(({ isSsrBuild }) => ({
  // What is linked, as in this workspace, Vite would bundle in; what comes from npm it leaves where it is.
  ssr: { external: ['wxreq'] },
  build: isSsrBuild
    ? { target: 'node20', outDir: 'dist/server', rollupOptions: { input: 'src/start.ts' } }
    : {
        outDir: 'dist/page',
        modulePreload: false,
        rollupOptions: {
          input: 'src/page.ts',
          output: { entryFileNames: 'page.js' },
        },
      },
}));
