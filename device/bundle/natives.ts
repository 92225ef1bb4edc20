import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LockedPackage } from './packages.ts';
import type { Runtime } from './runtime.ts';
import { copy, madeOnce, run } from './work.ts';

/** Packages whose machine code is made for one version of Node; others (N-API) run on all of them. */
export const compiledForOneNode: Readonly<Record<string, string>> = {
  '@pokusew/pcsclite': 'build/Release/pcsclite.node',
};

/** What compiling them needs beside themselves. */
const neededToCompile = ['nan', 'bindings', 'file-uri-to-path'];

/**
 * Compiles them for the runtime, from the sources that npm installed here. Returns the folder with their `.node` files,
 * `<package>/<file>`. The same sources give the same bytes: paths of this machine are not in them.
 */
export function compiledNatives(
  root: string,
  cache: string,
  runtime: Runtime,
  packages: ReadonlyMap<string, LockedPackage>,
): Promise<string> {
  const names = Object.keys(compiledForOneNode);
  const versions = names.map((name) => `${name}@${packages.get(`node_modules/${name}`)?.version}`);
  const madeFrom = [runtime.version, ...versions, 'stripped'].join('\n');
  return madeOnce(join(cache, 'natives'), madeFrom, async (folder) => {
    const work = join(folder, 'work');
    for (const name of names) {
      const built = join(root, 'node_modules', name, 'build');
      copy(join(root, 'node_modules', name), join(work, 'node_modules', name), (path) => !path.startsWith(built));
    }
    for (const name of neededToCompile) {
      const link = join(work, 'node_modules', name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(root, 'node_modules', name), link);
    }
    const samePaths = `-ffile-prefix-map=${work}=/uketsuke -ffile-prefix-map=${runtime.folder}=/node`;
    for (const name of names) {
      const home = join(work, 'node_modules', name);
      // npm's own node-gyp is found by what npm runs, and by nobody else.
      const compile = `cd '${home}' && node-gyp rebuild --release`;
      writeFileSync(join(work, 'package.json'), JSON.stringify({ private: true, scripts: { compile } }));
      await run('npm', ['run', 'compile'], {
        cwd: work,
        env: { CFLAGS: samePaths, CXXFLAGS: samePaths, npm_config_nodedir: runtime.folder },
      });
      const file = compiledForOneNode[name] ?? '';
      copy(join(work, 'node_modules', name, file), join(folder, name, file));
      await run('strip', ['--strip-unneeded', join(folder, name, file)], { cwd: folder });
    }
    rmSync(work, { recursive: true });
  });
}
