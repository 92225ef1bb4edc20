import { rmSync } from 'node:fs';
import { emptyDisk, machineDisk } from './disks.ts';
import type { ExpectedScreen } from './double.ts';
import { TriedKiosk } from './triedKiosk.ts';

/** The machines of one group, and how they come to be. */
export class Machines {
  private readonly image: string;
  private readonly parts: { readonly idle: ExpectedScreen; readonly deskPort: number };
  private readonly all: TriedKiosk[] = [];

  /** @param image the disk image; @param parts what a kiosk shows when it is free, and where its desk is reached */
  constructor(image: string, parts: { readonly idle: ExpectedScreen; readonly deskPort: number }) {
    this.image = image;
    this.parts = parts;
  }

  /** What lies in this folder, or will. */
  in(folder: string): TriedKiosk {
    return this.know(new TriedKiosk(folder, this.parts));
  }

  copied(from: TriedKiosk, folder: string): TriedKiosk {
    return this.know(from.copyTo(folder));
  }

  /** One that nobody has started yet. @param setup what clinic IT left on it, by file name */
  withImage(folder: string, setup: Readonly<Record<string, string>>): TriedKiosk {
    const kiosk = this.anew(folder);
    machineDisk(this.image, kiosk.disk, setup);
    return kiosk;
  }

  withEmptyDisk(folder: string): TriedKiosk {
    const kiosk = this.anew(folder);
    emptyDisk(kiosk.disk);
    return kiosk;
  }

  /** What stands on the screens of those that run, by the place of each; one that has ended has no screen. */
  async pictures(picture: (place: number) => string): Promise<void> {
    for (const [place, kiosk] of this.all.entries()) {
      if (kiosk.isOn) await kiosk.machine.picture(picture(place)).catch(() => undefined);
    }
  }

  async cutPower(): Promise<void> {
    await Promise.all(this.all.map((kiosk) => kiosk.cutPower()));
  }

  private anew(folder: string): TriedKiosk {
    rmSync(folder, { recursive: true, force: true });
    return this.in(folder);
  }

  private know(kiosk: TriedKiosk): TriedKiosk {
    this.all.push(kiosk);
    return kiosk;
  }
}
