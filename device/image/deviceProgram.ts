import { join } from 'node:path';
import { build } from 'vite';

/** Joins the device's own program (`device/onboard`) into one file that Node runs by itself. Returns its path. */
export async function deviceProgram(root: string, to: string): Promise<string> {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    ssr: { target: 'node', noExternal: true },
    build: {
      ssr: join(root, 'device', 'onboard', 'main.ts'),
      outDir: to,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      copyPublicDir: false,
      rolldownOptions: { output: { entryFileNames: 'device.js' } },
    },
  });
  return join(to, 'device.js');
}
