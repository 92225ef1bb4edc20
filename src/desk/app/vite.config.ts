import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What the desk's pages load: a script and a style sheet under the names the pages write, and the icon as it is. */
export default defineConfig({
  root: here('.'),
  build: {
    outDir: here('../../../dist/desk'),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    target: 'chrome120',
    rollupOptions: {
      input: { live: here('live.ts'), desk: here('desk.css') },
      output: { entryFileNames: '[name].js', assetFileNames: '[name][extname]' },
    },
  },
});
