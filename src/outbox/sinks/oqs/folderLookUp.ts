import { randomBytes } from 'node:crypto';
import { minute } from '../../../kernel/durations.ts';
import { underLimit } from '../../../kernel/linkedAbort.ts';
import { untilAborted } from '../../../kernel/untilAborted.ts';
import { failed, ok, type Result } from '../../../problem/result.ts';
import type { EligibilityAnswer } from '../../../reception/answer.ts';
import type { InsuranceLookUp } from '../../../reception/insuranceLookUp.ts';
import { HeldFolder, Planted } from './heldFolder.ts';
import { type Asker, newIdentifier, ownIdentifierIn } from './questionFile.ts';
import { lookUpInsurance, type RoundTripOptions } from './roundTrip.ts';
import { errorCode } from './systemError.ts';
import { workFolderName } from './workFolder.ts';

export type FolderLookUpOptions = Omit<RoundTripOptions, 'fileIdentifier'> & Asker;

/** The insurance look-up by files: `req` and `res` of a folder, and the clinic's terminal behind it. */
export interface FolderLookUp {
  /** Errors as {@link lookUpInsurance}. */
  ask(question: InsuranceLookUp, signal: AbortSignal): Promise<Result<EligibilityAnswer>>;
  /**
   * Whether a question could be put there now, and takes away what earlier runs of this kiosk left behind: they were
   * killed, or answered after their time. Errors: U-410.
   */
  check(signal: AbortSignal): Promise<Result<void>>;
}

/** A share that does not answer a look within this is not there, milliseconds. */
const checkMs = 10_000;

export function folderLookUp(options: FolderLookUpOptions): FolderLookUp {
  const underWay = new Set<string>();
  return {
    async ask(question, signal) {
      const fileIdentifier = newIdentifier(options);
      underWay.add(fileIdentifier);
      try {
        return await lookUpInsurance(question, { ...options, fileIdentifier }, signal);
      } finally {
        underWay.delete(fileIdentifier);
      }
    },
    async check(signal) {
      try {
        const swept = sweep(options, underWay);
        swept.catch(() => {});
        await underLimit([signal], checkMs, (limit) => untilAborted(swept, limit));
        return ok(undefined);
      } catch (error) {
        if (error instanceof Planted) return failed('U-410', error.message);
        const code = errorCode(error) ?? (error instanceof Error ? error.message : String(error));
        return failed('U-410', code);
      }
    },
  };
}

/**
 * Only what carries this kiosk's own name, what is old by the file server's own clock, and no link's target: everybody
 * else in the clinic has their files there too.
 */
async function sweep(options: FolderLookUpOptions, underWay: ReadonlySet<string>): Promise<void> {
  const held: HeldFolder[] = [];
  const holding = async (opening: Promise<HeldFolder>): Promise<HeldFolder> => {
    const folder = await opening;
    held.push(folder);
    return folder;
  };
  try {
    const share = await holding(HeldFolder.at(options.root));
    const places = [await holding(share.folder('req')), await holding(share.folder('res'))];
    const work = await holding(share.ownFolder(workFolderName));
    const now = await serverTime(work);
    const oldMs = 2 * options.timeLimitMs + minute;
    const removeOld = async (folder: HeldFolder, isOurs: (name: string) => boolean): Promise<void> => {
      for (const name of (await folder.names()).filter(isOurs)) {
        if (now - ((await folder.writtenAt(name)) ?? now) > oldMs) await folder.remove(name);
      }
    };
    await removeOld(work, (name) => /^[0-9a-f]{32}\.req$/.test(name));
    for (const place of places) {
      await removeOld(place, (name) => {
        const identifier = ownIdentifierIn(name, options);
        return identifier !== undefined && !underWay.has(identifier);
      });
    }
  } finally {
    for (const folder of held) await folder.close();
  }
}

/** What the file server's clock says, milliseconds since the epoch: that of a file written just now. */
async function serverTime(work: HeldFolder): Promise<number> {
  const name = `${randomBytes(16).toString('hex')}.req`;
  try {
    await work.create(name, new Uint8Array());
    return (await work.writtenAt(name)) ?? Date.now();
  } finally {
    await work.remove(name);
  }
}
