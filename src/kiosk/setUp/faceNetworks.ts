import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { installModel, type Origin } from '../../face/models/installModel.ts';
import { modelManifest } from '../../face/models/manifest.ts';
import { readChecked } from '../../face/models/standardModels.ts';
import type { Problem } from '../../problem/result.ts';
import type { NetworksSeen } from '../../setup/ports.ts';
import { makePrivateFolder } from '../../storage/privateFile.ts';

const networks = () => Object.values(modelManifest().profiles.standard.networks);

/** Where sticks are mounted, and how deep. */
const mounts = [
  ['/media', 2],
  ['/run/media', 2],
  ['/mnt', 1],
] as const;

/** Brings the networks of the `standard` profile into a folder, one after the other, while a page shows how it goes. */
export class BroughtNetworks {
  private readonly folder: string;
  private readonly roots: readonly (readonly [string, number])[];
  private areInstalled: boolean | undefined;
  private coming: NetworksSeen['coming'];
  private problem: Problem | undefined;

  /** @param roots where sticks are mounted; the system's own places where left out */
  constructor(folder: string, roots: readonly (readonly [string, number])[] = mounts) {
    this.folder = folder;
    this.roots = roots;
  }

  async seen(): Promise<NetworksSeen> {
    // Reading and hashing megabytes for every look would cost more than the look is worth.
    this.areInstalled ??= networks().every((entry) => readChecked(this.folder, entry).ok);
    const { areInstalled, coming, problem } = this;
    return { areInstalled, coming, problem, sticks: areInstalled || coming ? [] : await this.sticks() };
  }

  /** Begins, where it has not begun; how it ends is seen. */
  bring(from: 'publishers' | string): void {
    if (this.coming) return;
    this.problem = undefined;
    this.coming = { file: '', done: 0, total: 0 };
    void this.bringAll(from === 'publishers' ? { published: 'publishers' } : { ready: from });
  }

  private async bringAll(origin: Origin): Promise<void> {
    try {
      makePrivateFolder(this.folder);
      for (const entry of networks()) {
        const installed = await installModel(entry, origin, this.folder, (file, done, total) => {
          this.coming = { file, done, total };
        });
        if (!installed.ok) this.problem ??= installed.problem;
      }
    } catch (error) {
      this.problem = { code: 'U-703', detail: error instanceof Error ? error.message : String(error) };
    } finally {
      this.coming = undefined;
      this.areInstalled = undefined;
    }
  }

  private async sticks(): Promise<readonly string[]> {
    const found: string[] = [];
    for (const [root, depth] of this.roots) {
      for (const folder of await foldersBelow(root, depth)) {
        found.push(...[folder, join(folder, 'models')].filter(holdsNetworks));
      }
    }
    return found;
  }
}

function holdsNetworks(folder: string): boolean {
  return networks().every(({ file }) => existsSync(join(folder, file)));
}

async function foldersBelow(root: string, depth: number): Promise<readonly string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(root, name));
  if (depth <= 1) return folders;
  return [...folders, ...(await Promise.all(folders.map((folder) => foldersBelow(folder, depth - 1)))).flat()];
}
