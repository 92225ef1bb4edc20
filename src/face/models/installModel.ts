import { open, readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { failed, ok, type Result } from '../../problem/result.ts';
import { convertPublished } from './convertPublished.ts';
import { type FetchProgress, fetchFile, type WantedFile, whatToDo } from './fetchFile.ts';
import { type FileStore, onTheWeb, placeIn } from './filePlace.ts';
import type { PublishedFile, PublishedNetwork } from './manifest.ts';
import { readChecked, sha256Of } from './standardModels.ts';

/** Where networks come from. */
export type Origin =
  /** Ready to run, under the names of the manifest: what another kiosk exported. */
  | { readonly ready: FileStore }
  /** As published: from their publishers, or from a store that holds the same files. */
  | { readonly published: 'publishers' | FileStore };

/** Told of each file that comes, how many of how many bytes are there. */
export type InstallProgress = (file: string, ...amounts: Parameters<FetchProgress>) => void;

/**
 * Puts one network of the manifest into a folder. It lies there under its name only once every byte is there, is what
 * the manifest names, and is flushed to the disk; killed at any time, the next run goes on where this one ended.
 *
 * @returns whether it was already there. U-703 says what is in the way and what to do, U-705 what cannot be converted
 */
export async function installModel(
  entry: PublishedNetwork,
  origin: Origin,
  folder: string,
  progress: InstallProgress,
): Promise<Result<'installed' | 'was there'>> {
  if (readChecked(folder, entry).ok) return ok('was there');
  const part = partOf(folder, entry.file);
  const brought =
    'ready' in origin
      ? await fetchFile(readyFile(entry), [placeIn(origin.ready, entry.file)], part, (...amounts) =>
          progress(entry.file, ...amounts),
        )
      : await convert(entry, origin.published, folder, progress);
  if (!brought.ok) return brought;
  try {
    await rename(part, join(folder, entry.file));
    await flush(folder);
    for (const { name } of entry.published.files) await rm(partOf(folder, name), { force: true });
    return ok('installed');
  } catch (error) {
    return failed('U-703', `${entry.file}: ${whatToDo(error, folder)}`);
  }
}

/** Brings what is published, and leaves what is made of it in the network's part. */
async function convert(
  entry: PublishedNetwork,
  from: 'publishers' | FileStore,
  folder: string,
  progress: InstallProgress,
): Promise<Result<void>> {
  const { form, files } = entry.published;
  for (const file of files) {
    const wanted: WantedFile = { name: file.name, sha256: [file.sha256], size: file.size, source: entry.source };
    const brought = await fetchFile(wanted, placesOf(file, from), partOf(folder, file.name), (...amounts) =>
      progress(file.name, ...amounts),
    );
    if (!brought.ok) return brought;
  }
  try {
    const published = await Promise.all(files.map(({ name }) => readFile(partOf(folder, name))));
    const model = convertPublished(form, published);
    if (!model.ok) return failed('U-705', `${entry.file}: ${model.problem.detail}`);
    if (sha256Of(model.value) !== entry.sha256) {
      return failed('U-705', `${entry.file}: converted, it is not what the manifest pins: this program is damaged`);
    }
    await write(partOf(folder, entry.file), model.value);
    return ok(undefined);
  } catch (error) {
    return failed('U-703', `${entry.file}: ${whatToDo(error, folder)}`);
  }
}

/** A store may hold a file under the manifest's name for it, or under the last part of an address. */
function placesOf({ name, addresses }: PublishedFile, from: 'publishers' | FileStore) {
  if (from === 'publishers') return addresses.map((address) => onTheWeb(new URL(address)));
  const names = new Set([name, ...addresses.map((address) => basename(new URL(address).pathname))]);
  return [...names].map((each) => placeIn(from, each));
}

function readyFile({ file, sha256, equals, source }: PublishedNetwork): WantedFile {
  return { name: file, sha256: [sha256, ...equals], source };
}

function partOf(folder: string, file: string): string {
  return join(folder, `.${file}.part`);
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function flush(folder: string): Promise<void> {
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
