import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packagesOfProduct } from '../bundle/packages.ts';
import { sameTimes } from '../bundle/sameTimes.ts';
import { licenceList } from '../image/licences.ts';
import { npmPackages, sbom } from '../image/sbom.ts';
import { placedFiles } from '../units/placed.ts';
import { controlText } from './control.ts';

export interface LayoutOptions {
  /** The project's root. */
  readonly root: string;
  /** The product for a clinic (`npm run device:bundle`). */
  readonly bundle: string;
  readonly version: string;
  /** Version of the Node in the bundle. */
  readonly node: string;
  /** Seconds since the epoch: every time in the package. */
  readonly sourceDate: number;
}

const documents = '/usr/share/doc/uketsuke';

/** Lays out what the package is made of: the files as they stand on the machine, and `DEBIAN` beside them. */
export function layOut(tree: string, { root, bundle, version, node, sourceDate }: LayoutOptions): void {
  rmSync(tree, { recursive: true, force: true });
  const put = (to: string, text: string | Uint8Array, mode = 0o644) => {
    const file = join(tree, to);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, mode);
  };
  const own = (name: string) => readFileSync(join(root, 'device', 'debian', 'scripts', name), 'utf8');
  mkdirSync(join(tree, 'opt'), { recursive: true });
  cpSync(bundle, join(tree, 'opt', 'uketsuke'), { recursive: true });
  // A package that is called otherwise says so of itself: updates are tried with it.
  const manifest = readFileSync(join(bundle, 'package.json'), 'utf8');
  put('/opt/uketsuke/package.json', manifest.replace(/"version": "[^"]*"/, `"version": "${version}"`));
  const placed = placedFiles.filter(({ on }) => on !== 'devices');
  for (const { from, to, mode } of placed) put(to, readFileSync(join(root, 'device', 'units', from)), mode);
  put('/usr/bin/uketsuke', own('uketsuke'), 0o755);

  const inside = new Set([...packagesOfProduct(root).values()].map((each) => `${each.name}@${each.version}`));
  const npm = npmPackages(readFileSync(join(root, 'package-lock.json'), 'utf8')).filter((each) =>
    inside.has(`${each.name}@${each.version}`),
  );
  put(`${documents}/copyright`, own('copyright'));
  put(`${documents}/changelog.gz`, gzipSync(readFileSync(join(root, 'CHANGELOG.md')), { level: 9 }));
  put(`${documents}/uketsuke.cdx.json`, sbom({ kind: 'application', version, sourceDate, node, debian: [], npm }));
  put(`${documents}/licences.txt`, licenceList(tree, [], npm));

  const files = filesIn(tree);
  const machineCode = files.filter((file) => file.endsWith('.node')).map((file) => join(tree, file));
  const kibibytes = files.reduce((sum, file) => sum + Math.ceil(lstatSync(join(tree, file)).size / 1_024), 0);
  put('/DEBIAN/control', controlText({ version, installedSize: kibibytes, machineCode }));
  put('/DEBIAN/conffiles', lines(placed.filter(({ kind }) => kind === 'setting').map(({ to }) => to)));
  put('/DEBIAN/md5sums', lines(files.map((file) => `${md5(join(tree, file))}  ${file}`)));
  for (const name of ['postinst', 'prerm', 'postrm']) put(`/DEBIAN/${name}`, own(name), 0o755);
  sameTimes(tree, sourceDate);
}

/** Below `folder`, in order, without a slash before. */
function filesIn(folder: string, below = ''): readonly string[] {
  if (!existsSync(join(folder, below))) return [];
  return readdirSync(join(folder, below), { withFileTypes: true })
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(below, entry.name);
      return entry.isDirectory() ? filesIn(folder, path) : [path];
    });
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('');
}

/** dpkg's own record of what it unpacked; no matter of security. */
function md5(file: string): string {
  return createHash('md5').update(readFileSync(file)).digest('hex');
}
