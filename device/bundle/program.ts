import { join } from 'node:path';
import { build } from 'vite';
import { leftOutside } from './packages.ts';

/** Each process and thread of the product: where it lies in the bundle, and what it is made from. */
export const entries: Readonly<Record<string, string>> = {
  'src/cli/main': 'src/cli/device.ts',
  'src/face/worker': 'src/face/worker.ts',
  'src/face/pairs/worker': 'src/face/pairs/worker.ts',
  'src/card/printedFace/worker': 'src/card/printedFace/worker.ts',
  'src/desk/accounts/hashWorker': 'src/desk/accounts/hashWorker.ts',
  'src/statistics/reportWorker': 'src/statistics/reportWorker.ts',
  'src/backup/sealWorker': 'src/backup/sealWorker.ts',
};

/** The folder of what several of them, or one of them later, load. */
const shared = 'src/shared';

/**
 * Puts the program and its packages into a few files: a start reads some dozen instead of some thousand. Returns the
 * sources, below the project's root, that are in it.
 *
 * @param to the folder that becomes `dist`
 */
export async function bundleProgram(root: string, to: string): Promise<readonly string[]> {
  const output = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    // No condition of development: XState would warn at length.
    resolve: { conditions: ['node', 'import', 'module', 'default'] },
    ssr: { target: 'node', noExternal: true, external: [...leftOutside] },
    build: {
      ssr: true,
      outDir: to,
      emptyOutDir: false,
      target: 'node22',
      minify: false,
      copyPublicDir: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, join(root, file)])),
        output: { entryFileNames: '[name].js', chunkFileNames: `${shared}/[name]-[hash].js` },
      },
    },
  });
  const outputs = Array.isArray(output) ? output : [output];
  return outputs
    .flatMap((each) => ('output' in each ? each.output : []))
    .flatMap((each) => (each.type === 'chunk' ? each.moduleIds : []))
    .filter((id) => id.startsWith(root))
    .map((id) => id.slice(root.length + 1))
    .toSorted();
}
