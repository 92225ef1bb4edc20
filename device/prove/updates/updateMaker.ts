import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fatImage } from '../../image/fatImage.ts';
import { put } from '../../image/files.ts';
import { bootVolumeId, menuTitle, osRelease } from '../../image/identity.ts';
import { commandLine, signedKernel } from '../../image/kernelImage.ts';
import { mebibyte } from '../../image/partitions.ts';
import { rootImage } from '../../image/rootImage.ts';
import { signingKeys } from '../../image/signingKeys.ts';
import { updateBundle } from '../../image/updateBundle.ts';
import { type Work, Workshop } from '../../image/work.ts';

/** What the good update is made of, and where others are made from it. */
export interface MakerPlace {
  readonly work: Work;
  /** The cache of `npm run device:image`: its workshop, its keys, the tree of the image that was built last. */
  readonly cache: string;
  /** The good update. */
  readonly good: string;
  readonly goodVersion: string;
  /** Where what is made goes. */
  readonly folder: string;
}

/** How soon after its start a system that never gets well is started again, in the update that never does. */
const illDeadline = '3min';
const bootMebibytes = 112;

/** Older than anything that is built. */
const olderVersion = '0.0.9';

/** Updates that a kiosk must refuse or leave again. */
export type MadeUpdate = 'strangers' | 'older' | 'another-root' | 'never-well';

/** Makes updates that a kiosk must refuse or leave again, out of one that it must take. */
export class UpdateMaker {
  private readonly place: MakerPlace;
  private readonly shop: Workshop;

  constructor(place: MakerPlace) {
    this.place = place;
    this.shop = new Workshop(join(place.cache, 'workshop'), place.work);
    mkdirSync(place.folder, { recursive: true });
  }

  /** Makes one, and says where it lies. */
  make(name: MadeUpdate): Promise<string> {
    const newer = this.place.goodVersion.replace(/^\d+/, (major) => String(Number(major) + 1));
    switch (name) {
      case 'strangers':
        return this.ofStrangers();
      case 'older':
        return this.older(olderVersion);
      case 'another-root':
        return this.withAnotherRoot(`${newer}-1.another.root`);
      case 'never-well':
        return this.thatNeverGetsWell(`${newer}-1.never.well`);
    }
  }

  /** In all like ours, and signed by somebody else. */
  private async ofStrangers(): Promise<string> {
    const { work, folder, goodVersion } = this.place;
    const keys = await signingKeys(work, this.shop, { folder: undefined, cache: join(folder, 'strangers') });
    return this.bundled('strangers', { version: goodVersion, keys, ...this.nothing() });
  }

  /** Ours, and older than what runs. */
  private async older(version: string): Promise<string> {
    return this.bundled('older', { version, keys: await this.ourKeys(), ...this.nothing() });
  }

  /** Signed as it should be; its kernel names another root than the one that comes along. */
  private async withAnotherRoot(version: string): Promise<string> {
    await this.unpackGood();
    return this.bundled('another-root', {
      ...{ version, keys: await this.ourKeys() },
      ...{ root: this.emptyFile('other-root.img', 8), boot: 'good/boot.img' },
    });
  }

  /** Signed as it should be, starts as it should, and its kiosk never serves anybody. */
  private async thatNeverGetsWell(version: string): Promise<string> {
    const { work } = this.place;
    const { shop } = this;
    const keys = await this.ourKeys();
    const identity = { version, isTrial: keys.isTrial };
    const tree = 'never-well';
    rmSync(shop.path(tree), { recursive: true, force: true });
    await work.run('cp', ['-al', shop.path('kiosk'), shop.path(tree)]);
    const units = '/usr/lib/systemd/system';
    put(
      shop.path(tree),
      `${units}/uketsuke.service.d/never-well.conf`,
      '[Service]\nExecStart=\nExecStart=/bin/sleep 1d\n',
    );
    const timer = `[Timer]\nOnBootSec=\nOnBootSec=${illDeadline}\n`;
    put(shop.path(tree), `${units}/uketsuke-deadline.timer.d/never-well.conf`, timer);
    put(shop.path(tree), '/usr/lib/os-release', osRelease(identity));
    const root = await rootImage(shop, work, tree, 'quick');
    renameSync(shop.path(root.file), shop.path('never-well.img'));
    writeFileSync(shop.path('os-release'), osRelease(identity));
    const parts = { kernel: 'vmlinuz', initrd: 'initrd.img', osRelease: 'os-release', commandLine: commandLine(root) };
    await signedKernel(shop, parts, keys.boot, 'never-well.efi');
    writeFileSync(shop.path('never-well.json'), `${JSON.stringify({ title: menuTitle(identity), version })}\n`);
    await fatImage(shop, 'never-well-boot.img', {
      ...{ mebibytes: bootMebibytes, label: 'UKETSUKEBT', id: bootVolumeId },
      files: [
        { at: '/uketsuke.efi', from: 'never-well.efi' },
        { at: '/uketsuke.json', from: 'never-well.json' },
      ],
    });
    return this.bundled('never-well', { version, keys, root: 'never-well.img', boot: 'never-well-boot.img' });
  }

  private ourKeys() {
    const { work, cache } = this.place;
    return signingKeys(work, this.shop, { folder: undefined, cache });
  }

  /** What is refused before anything is looked at may be anything: noise, since nothing at all is no bundle to RAUC. */
  private nothing() {
    const noise = (name: string) => {
      writeFileSync(this.shop.path(name), randomBytes(mebibyte));
      return name;
    };
    return { root: noise('noise-root.img'), boot: noise('noise-boot.img') };
  }

  private emptyFile(name: string, mebibytes: number): string {
    writeFileSync(this.shop.path(name), '');
    truncateSync(this.shop.path(name), mebibytes * mebibyte);
    return name;
  }

  private async unpackGood(): Promise<void> {
    const { shop } = this;
    rmSync(shop.path('good'), { recursive: true, force: true });
    copyFileSync(this.place.good, shop.path('good.raucb'));
    await shop.run('unsquashfs', ['-no-progress', '-d', 'good', 'good.raucb', 'boot.img', 'manifest.raucm']);
    rmSync(shop.path('good.raucb'));
  }

  private async bundled(name: string, parts: Parameters<typeof updateBundle>[1]): Promise<string> {
    const made = await updateBundle(this.shop, parts);
    const file = join(this.place.folder, `${name}.raucb`);
    copyFileSync(this.shop.path(made), file);
    rmSync(this.shop.path(made));
    return file;
  }
}
