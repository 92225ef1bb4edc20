import { existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleAt } from '../bundle/makeBundle.ts';
import { entryText } from '../onboard/bootEntries.ts';
import { type DebianMirrors, sourceLines } from './aptSources.ts';
import { composeTree } from './composeTree.ts';
import { debianTree } from './debianTree.ts';
import { deviceProgram } from './deviceProgram.ts';
import { diskImage } from './disk.ts';
import { espFiles, loaderConfiguration } from './espFiles.ts';
import { fatImage } from './fatImage.ts';
import { bootVolumeId, espVolumeId, type ImageIdentity, menuTitle, osRelease } from './identity.ts';
import { installerStick } from './installerStick.ts';
import { commandLine, signedBootLoader, signedKernel } from './kernelImage.ts';
import { licenceList } from './licences.ts';
import { kioskPackages, workshopPackages } from './packageLists.ts';
import { differences, type InstalledPackage, packageSet } from './packageSet.ts';
import { partitions } from './partitions.ts';
import { moveTo, writeSums } from './results.ts';
import { type Packing, rootImage } from './rootImage.ts';
import { npmPackages, sbom } from './sbom.ts';
import { secureBootKeys } from './secureBootKeys.ts';
import { signingKeys } from './signingKeys.ts';
import { updateBundle } from './updateBundle.ts';
import { type Work, Workshop } from './work.ts';

export interface ImageOptions {
  /** The project's root. */
  readonly root: string;
  /** Where the results go. */
  readonly out: string;
  /** Where packages, trees and throw-away keys are kept from one build to the next. */
  readonly cache: string;
  readonly mirrors: DebianMirrors;
  /** Keys of one's own; throw-away ones where absent. */
  readonly keys: string | undefined;
  /** The product for a clinic (`npm run device:bundle`). */
  readonly product: string;
  readonly version: string;
  /** A package set that was recorded: anything else is refused. */
  readonly packages: string | undefined;
  /** Takes Debian's trees of the build before, for work on what comes after them. */
  readonly reuse: boolean;
  readonly packing: Packing;
  /** Room for what later versions of the root grow by, MiB. */
  readonly growth: number;
}

/** What a build leaves in its folder. */
export interface ImageResults {
  readonly disk: string;
  readonly update: string;
  readonly installer: string;
  readonly isTrial: boolean;
}

const tree = 'kiosk';
/** Debian's packages and the product become a disk image and a signed update of the same content. */
export async function buildImage(work: Work, options: ImageOptions): Promise<ImageResults> {
  const { out, cache, version } = options;
  const debs = join(cache, 'packages');
  const shopTree = join(cache, 'workshop');
  const pristine = join(cache, 'debian');
  const sources = sourceLines(options.mirrors);
  if (!(options.reuse && existsSync(shopTree))) {
    await work.step('workshop', () => debianTree(work, shopTree, { packages: workshopPackages, sources, cache: debs }));
  }
  if (!(options.reuse && existsSync(pristine))) {
    await work.step('Debian', () => debianTree(work, pristine, { packages: kioskPackages, sources, cache: debs }));
  }
  const set = packageSet(pristine, debs);
  refuseAnother(set, options.packages);

  const shop = new Workshop(shopTree, work);
  rmSync(shop.place, { recursive: true, force: true });
  mkdirSync(shop.place);
  const keys = await signingKeys(work, shop, { folder: options.keys, cache });
  const identity: ImageIdentity = { version, isTrial: keys.isTrial };
  await work.step('product and units', async () => {
    await work.run('cp', ['-a', '--reflink=auto', pristine, shop.path(tree)]);
    const program = await deviceProgram(options.root, join(cache, 'device-program'));
    const device = join(options.root, 'device');
    const [files, units] = [join(device, 'image', 'root'), join(device, 'units')];
    await composeTree(shop, work, {
      tree,
      files,
      units,
      identity,
      keys,
      product: options.product,
      deviceProgram: program,
    });
  });
  const root = await work.step('root', () => rootImage(shop, work, tree, options.packing));
  await work.step('kernel', async () => {
    writeFileSync(shop.path('os-release'), osRelease(identity));
    const parts = { kernel: 'vmlinuz', initrd: 'initrd.img', osRelease: 'os-release', commandLine: commandLine(root) };
    await signedKernel(shop, parts, keys.boot, 'uketsuke.efi');
    await signedBootLoader(shop, keys.boot, 'boot-loader.efi');
    await secureBootKeys(shop, work, keys);
  });
  await work.step('disk', () => disk(shop, work, identity, root.bytes, options.growth));
  await work.step('installer', () => installerStick(shop, { identity, keys, root, growth: options.growth }));
  await work.step('update', () => updateBundle(shop, { version, root: root.file, boot: 'boot.img', keys }));

  mkdirSync(out, { recursive: true });
  const name = `uketsuke-${version}-amd64`;
  const [image, update, installer] = [`${name}.img`, `${name}.raucb`, `${name}-installer.img`];
  moveTo(shop.path('disk.img'), join(out, image));
  moveTo(shop.path('update.raucb'), join(out, update));
  moveTo(shop.path('installer.img'), join(out, installer));
  const npm = npmPackages(readFileSync(join(options.root, 'package-lock.json'), 'utf8'));
  const texts = {
    [`${name}.cdx.json`]: sbom({
      kind: 'firmware',
      version,
      node: bundleAt(options.product).node,
      sourceDate: work.sourceDate,
      debian: set,
      npm,
    }),
    [`${name}.licences.txt`]: licenceList(pristine, set, npm),
    [`${name}.packages.json`]: `${JSON.stringify(set, undefined, 1)}\n`,
  };
  for (const [file, text] of Object.entries(texts)) writeFileSync(join(out, file), text);
  await writeSums(out, [image, update, installer, ...Object.keys(texts)]);
  return { disk: join(out, image), update: join(out, update), installer: join(out, installer), isTrial: keys.isTrial };
}

async function disk(
  shop: Workshop,
  work: Work,
  identity: ImageIdentity,
  rootBytes: number,
  growth: number,
): Promise<void> {
  const { version } = identity;
  const title = menuTitle(identity);
  const write = (file: string, text: string) => writeFileSync(shop.path(file), text);
  write('loader.conf', loaderConfiguration);
  write('uketsuke-a.conf', entryText('a', { title, version, isFirst: true }));
  write('uketsuke.json', `${JSON.stringify({ title, version })}\n`);
  const files = espFiles;
  for (const { from } of files) utimesSync(shop.path(from), work.sourceDate, work.sourceDate);
  utimesSync(shop.path('uketsuke.json'), work.sourceDate, work.sourceDate);
  const all = partitions({ root: rootBytes, growth });
  const sizeOf = (name: string) => all.find((each) => each.name === name)?.size ?? 0;
  const esp = { mebibytes: sizeOf('esp'), label: 'UKETSUKE', id: espVolumeId, files };
  await fatImage(shop, 'esp.img', esp);
  const kernel = [
    { at: '/uketsuke.efi', from: 'uketsuke.efi' },
    { at: '/uketsuke.json', from: 'uketsuke.json' },
  ];
  const boot = { mebibytes: sizeOf('boot-a'), label: 'UKETSUKEBT', id: bootVolumeId, files: kernel };
  await fatImage(shop, 'boot.img', boot);
  await diskImage(shop, 'disk.img', all, { esp: 'esp.img', 'boot-a': 'boot.img', 'root-a': 'root.img' });
}

/** Throws where the packages are others than those that were recorded. */
function refuseAnother(set: readonly InstalledPackage[], recorded: string | undefined): void {
  if (recorded === undefined) return;
  const others = differences(set, JSON.parse(readFileSync(recorded, 'utf8')) as readonly InstalledPackage[]);
  if (others.length > 0) throw new Error(`not the packages of ${recorded}:\n${others.join('\n')}`);
}
