import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Where sticks are mounted, and how deep. */
export const stickMounts = [
  ['/media', 2],
  ['/run/media', 2],
  ['/mnt', 1],
] as const satisfies readonly StickMount[];

/** A folder, and how many folders below it a stick's own lies. */
export type StickMount = readonly [folder: string, depth: number];

/** Updates that lie on sticks, by path, in order; what cannot be read is not there. */
export async function updatesOnSticks(mounts: readonly StickMount[] = stickMounts): Promise<readonly string[]> {
  const found = await Promise.all(mounts.map(([folder, depth]) => updatesBelow(folder, depth)));
  return found.flat().toSorted();
}

async function updatesBelow(folder: string, depth: number): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.raucb'));
  const folders = depth > 0 ? entries.filter((entry) => entry.isDirectory()) : [];
  const below = await Promise.all(folders.map(({ name }) => updatesBelow(join(folder, name), depth - 1)));
  return [...files.map(({ name }) => join(folder, name)), ...below.flat()];
}
