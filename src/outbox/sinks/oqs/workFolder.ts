import { randomBytes } from 'node:crypto';
import { ok, type Result } from '../../../problem/result.ts';
import type { Reception } from '../../../reception/reception.ts';
import type { Memo } from '../sink.ts';
import type { FaceFile } from './faceFile.ts';
import { HeldFolder, Planted } from './heldFolder.ts';
import { errorCode } from './systemError.ts';

/** The folder beside `face` and `req` in which files are written before they are moved: on the same file system. */
export const workFolderName = 'uketsuke-work';

/** A file of the field has a few kilobytes; what is larger is not ours. */
const capBytes = 1024 * 1024;

/** How far the placing of one file has come, as the memo in the queue says it. */
type Step = 'staging' | 'moving';

/**
 * Puts a reception's file into the `face` folder of `root` exactly once, however often it is asked to and whenever it
 * is cut off, although clinic systems take files away as soon as they have read them.
 *
 * Everybody in the clinic may write to the share, so what was done is remembered in the queue (`memo`), never there.
 * The file is written under a name nobody can guess, flushed, and its move promised in the memo; only then is it
 * moved. A later attempt that finds the promise looks whether the file still lies there: if so, the move is yet to
 * come; if not, the file has been in `face`. `placed` when this call moved it, `placed-before` when an earlier one
 * had. Errors: those of the memo. Throws system errors and `Planted`.
 */
export async function place(
  root: string,
  { id, version }: Pick<Reception, 'id' | 'version'>,
  file: FaceFile,
  memo: Memo,
): Promise<Result<'placed' | 'placed-before'>> {
  const noted = memo.read();
  if (!noted.ok) return noted;
  const [step, earlier] = stepOf(noted.value);
  const share = await HeldFolder.at(root);
  const held: HeldFolder[] = [share];
  const holding = async (opening: Promise<HeldFolder>): Promise<HeldFolder> => {
    const folder = await opening;
    held.push(folder);
    return folder;
  };
  try {
    // Never made here: where a share is not mounted, the folder is missing, and a made one would be a local trap.
    const face = await holding(share.folder('face'));
    const work = await holding(share.ownFolder(workFolderName));
    if (step === 'moving' && earlier !== undefined) {
      const there = await work.read(earlier, capBytes).catch(somethingElse);
      if (there === undefined) return ok('placed-before');
      if (typeof there !== 'string' && file.bytes.equals(there)) return ok(await moved(work, earlier));
    }
    // Cut off before the promise, or somebody was at it: written anew.
    if (earlier !== undefined) await work.remove(earlier);
    const staged = `${id}.v${version}.${randomBytes(16).toString('hex')}.xml`;
    const begun = memo.write(`staging ${staged}`);
    if (!begun.ok) return begun;
    await work.create(staged, file.bytes);
    await work.flush();
    const promised = memo.write(`moving ${staged}`);
    if (!promised.ok) return promised;
    return ok(await moved(work, staged));

    async function moved(from: HeldFolder, name: string): Promise<'placed'> {
      await from.move(name, face, file.name).catch((error: unknown) => {
        // Refused for certain, so nothing was moved: the promise is taken back, or taking the file away would pass
        // for its having been in `face`.
        if (isObstacle(error) || errorCode(error) === 'ENOENT') memo.write(`staging ${name}`);
        throw error;
      });
      await face.flush();
      // What earlier versions left when they were cut off gives way to this one.
      const left = (await from.names()).filter((each) => each.startsWith(`${id}.v`) && each.endsWith('.xml'));
      for (const each of left) await from.remove(each);
      await from.flush();
      return 'placed';
    }
  } finally {
    for (const folder of held) await folder.close();
  }
}

/** Something lies where only this file may: it says nothing of the share, and other receptions go on. */
export function isObstacle(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'EISDIR' || code === 'EEXIST';
}

function somethingElse(error: unknown): 'something else' {
  if (error instanceof Planted) return 'something else';
  throw error;
}

function stepOf(memo: string | undefined): readonly [step: Step | undefined, name: string | undefined] {
  const [, step, name] = /^(staging|moving) ([^/\s]+)$/.exec(memo ?? '') ?? [];
  return step === 'staging' || step === 'moving' ? [step, name] : [undefined, undefined];
}
