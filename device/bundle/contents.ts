import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { compiledForOneNode } from './natives.ts';
import type { LockedPackage } from './packages.ts';
import { goesAlong } from './prune.ts';
import type { Runtime } from './runtime.ts';
import { copy } from './work.ts';

/** Of the project itself: the pages, what clinic IT reads, what the networks must be like, two invented people to try them on. */
const ofTheProject = [
  'LICENSE',
  'dist/screen',
  'dist/desk',
  'docs/device',
  'models',
  'fixtures/people/yamada-hanako/chip.jp2',
  'fixtures/people/yamada-hanako/frame-1.jpg',
  'fixtures/people/abe-naoki/frame-1.jpg',
];

/** Weights that somebody installed on this machine are not the product's. */
const ofThisMachine = /^models\/weights(\/|$)|(^|\/)\.built-from$/;

export function copyProject(root: string, to: string): void {
  for (const path of ofTheProject) {
    copy(join(root, path), join(to, path), (each) => !ofThisMachine.test(relative(root, each)));
  }
}

/** The packages that stay outside the program's files, pruned, with the machine code that was compiled for the runtime. */
export function copyPackages(
  root: string,
  to: string,
  packages: ReadonlyMap<string, LockedPackage>,
  natives: string,
): void {
  for (const { name, path } of packages.values()) {
    const home = join(root, path);
    copy(home, join(to, path), (each) => {
      const inside = relative(home, each);
      if (inside === '') return true;
      if (inside.split('/').includes('node_modules')) return false;
      return goesAlong(name, statSync(each).isDirectory() ? `${inside}/` : inside);
    });
    const native = compiledForOneNode[name];
    if (native !== undefined) copy(join(natives, name, native), join(to, path, native));
  }
}

/** Node itself, with its licence. */
export function copyRuntime({ folder }: Runtime, to: string): void {
  copy(join(folder, 'bin', 'node'), join(to, 'bin', 'node'));
  copy(join(folder, 'LICENSE'), join(to, 'bin', 'node.LICENSE'));
}

/** What starts it: as `scripts/uketsuke` does from a clone, with the Node that lies beside. */
export const launcher = `#!/bin/sh
here=$(CDPATH='' cd -- "$(dirname -- "$(readlink -f -- "$0")")" && pwd)
# No memory of a patient is written to disk when the program crashes.
ulimit -c 0
# Memory that a library frees is overwritten at once (glibc): nothing of a face stays in it.
export MALLOC_PERTURB_=85
# What threads free goes back to few pools (glibc): one for each thread would keep what all of them once needed.
export MALLOC_ARENA_MAX=2
# ONNX Runtime would report its use to its makers.
export ORT_DISABLE_TELEMETRY=1
export NODE_ENV=production
exec "$here/node" "$here/../dist/src/cli/main.js" "$@"
`;

export function writeLauncher(to: string): void {
  writeFileSync(join(to, 'bin', 'uketsuke'), launcher, { mode: 0o755 });
}

/** The licences of everything that is in it, in the order of their names. */
export function writeLicences(root: string, to: string, packages: ReadonlyMap<string, LockedPackage>): void {
  const texts = [...packages.values()]
    .toSorted((one, other) => (one.path < other.path ? -1 : 1))
    .map(({ name, version, license, path }) => {
      const rule = '='.repeat(76);
      return `${rule}\n${name} ${version}  (${license ?? 'see its text'})\n${rule}\n\n${licenceText(join(root, path))}\n`;
    });
  writeFileSync(join(to, 'THIRD-PARTY-LICENSES.txt'), texts.join('\n'));
}

function licenceText(home: string): string {
  const files = existsSync(home) ? readdirSync(home).filter((name) => /^(licen[cs]e|notice|copying)/i.test(name)) : [];
  const texts = files
    .filter((name) => statSync(join(home, name)).isFile())
    .map((name) => readFileSync(join(home, name), 'utf8').trim());
  return texts.length > 0 ? texts.join('\n\n') : 'The package brings no text of its licence beside its name.';
}
