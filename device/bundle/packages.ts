import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** One package of npm's, as the lock file has it. */
export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  /** Path below the project: `node_modules/sharp`. */
  readonly path: string;
  readonly license: string | undefined;
}

/** What is not put into the program's own files: machine code, and what looks for files beside itself. */
export const leftOutside = [
  // What src/storage/sqlite.ts loads on the Node that goes along; the other is for Node 20.
  'better-sqlite3-13',
  'sharp',
  'onnxruntime-node',
  'koffi',
  '@pokusew/pcsclite',
  // Finds its worker's script, and that one its WebAssembly, by their own paths.
  'tesseract.js',
  '@tesseract.js-data/eng',
  '@cornerstonejs/codec-openjpeg',
  '@vladmandic/face-api',
  // Its decorators register with one another when they are loaded, in the order of its own files.
  '@peculiar/x509',
  'reflect-metadata',
] as const;

const forNode20 = 'better-sqlite3';

/** Named as dependencies, and of use only while they install. */
const neededToInstall = new Set([
  'prebuild-install',
  'nan',
  'node-addon-api',
  'opencollective-postinstall',
  'adm-zip',
  'global-agent',
]);

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.looseObject({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      dependencies: z.record(z.string(), z.string()).optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

type Locked = z.infer<typeof lockSchema>['packages'];

/** The packages that {@link leftOutside} names, with all that they load, by path; only what npm put on this machine. */
export function packagesOutside(root: string): ReadonlyMap<string, LockedPackage> {
  return closureOf(root, leftOutside);
}

/** Every package that something of the product is made of: for its licences and its list of parts. */
export function packagesOfProduct(root: string): ReadonlyMap<string, LockedPackage> {
  const names = Object.keys(readLock(root)['']?.dependencies ?? {}).filter((name) => name !== forNode20);
  return closureOf(root, [...names, 'nfc-pcsc']);
}

function closureOf(root: string, names: readonly string[]): ReadonlyMap<string, LockedPackage> {
  const lock = readLock(root);
  const found = new Map<string, LockedPackage>();
  const take = (name: string, from: string): void => {
    const path = placeOf(lock, name, from);
    const locked = path === undefined ? undefined : lock[path];
    if (path === undefined || !locked || found.has(path) || !existsSync(join(root, path))) return;
    const { version = '', license } = locked;
    found.set(path, { name, version, path, license });
    const needed = { ...locked.dependencies, ...locked.optionalDependencies };
    for (const each of Object.keys(needed)) if (!neededToInstall.has(each)) take(each, path);
  };
  for (const name of names) take(name, '');
  return found;
}

/** Where a package finds another: beside what is its own, else further up. */
function placeOf(lock: Locked, name: string, from: string): string | undefined {
  const parts = from === '' ? [] : from.split('/node_modules/');
  for (let depth = parts.length; depth >= 0; depth -= 1) {
    const above = parts.slice(0, depth).join('/node_modules/');
    const path = above === '' ? `node_modules/${name}` : `${above}/node_modules/${name}`;
    if (lock[path]) return path;
  }
  return undefined;
}

function readLock(root: string): Locked {
  return lockSchema.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))).packages;
}
