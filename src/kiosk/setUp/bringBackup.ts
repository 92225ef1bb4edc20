import { arrivedBackup, arrivingBackup } from '../../backup/arrivingBackup.ts';
import { holdsMachine, type Manifest } from '../../backup/manifest.ts';
import { readBackup } from '../../backup/read.ts';
import type { BackupBringing, RestoreWords } from '../../desk/ports.ts';
import { ok } from '../../problem/result.ts';

/** What whoever ended the set-up is to restore. The file lies where it arrived; its key lies nowhere. */
export interface RestoreWish extends RestoreWords {
  /** Text of the key file. */
  readonly key: string;
}

/** @param restore ends the set-up with it */
export function bringBackup(
  { dataFolder, isMachineOurs }: { readonly dataFolder: string; readonly isMachineOurs: boolean },
  restore: (wish: RestoreWish) => void,
): BackupBringing {
  const arriving = arrivingBackup(dataFolder);
  let verified: { readonly manifest: Manifest; readonly key: string } | undefined;
  let isLeaving = false;
  return {
    async keep(piece) {
      // What was shown is what is restored.
      verified = undefined;
      return arriving.take(piece);
    },
    async verify(key) {
      const read = await readBackup(arrivedBackup(dataFolder), key);
      if (read.ok) verified = { manifest: read.value, key };
      // With another key the same file may be right: it is kept only as long as nobody sends it again.
      else if (read.problem.code !== 'U-708') arriving.forget();
      return read.ok ? ok(undefined) : read;
    },
    seen: () => verified && { ...verified.manifest, holdsMachine: isMachineOurs && holdsMachine(verified.manifest) },
    forget() {
      verified = undefined;
      arriving.forget();
    },
    restore({ isOldOneGone, isSamePlace }) {
      if (!verified || isLeaving) return;
      isLeaving = true;
      restore({ key: verified.key, isOldOneGone, isSamePlace });
    },
  };
}
