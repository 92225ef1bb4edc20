import type { Database } from 'better-sqlite3';
import { minute } from '../kernel/durations.ts';
import { failed, ok, type Problem, problemWith, type Result } from '../problem/result.ts';
import { LogFlush, withoutFlush } from '../storage/flush.ts';
import type { Anchor } from './anchor.ts';
import { appendAnchors, flushAnchors, lastAnchor } from './anchorFile.ts';
import { anchorsAfter, type Chain } from './chain.ts';
import type { SigningKey } from './signingKey.ts';
import { type AuditPaths, anchorsFile, asAudit } from './trailStore.ts';
import type { Witness } from './witness.ts';

export interface AnchoringOptions extends AuditPaths {
  /** An anchor at the latest after so many records. */
  readonly anchorEveryRecords?: number;
  /** An anchor at the latest so long after a record, milliseconds. */
  readonly anchorEveryMs?: number;
  /** Keep the newest anchor outside the folder of the trail; none where this is left out. */
  readonly witnesses?: readonly Witness[];
  /** Told when an anchor cannot be written; it is tried again with the next one. */
  readonly onProblem?: (problem: Problem) => void;
}

/** What can be lost unseen is at most what came after the last anchor: one patient's visit is some eight records. */
const anchorEvery = { records: 64, ms: 5 * minute } as const;

/** How soon an anchor that met a database in other hands is tried again, milliseconds. */
const heldAgainMs = 1_000;

/** An open trail as far as it is signed. */
export interface SignedTrail {
  readonly database: Database;
  readonly chain: Chain;
  readonly key: SigningKey;
  /** Its id. */
  readonly trail: string;
  readonly options: AnchoringOptions;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Signs a trail again and again: in the trail first, then in the anchors file, then with the witnesses. */
export class Anchoring {
  private readonly of: SignedTrail;
  private readonly log: LogFlush;
  private unanchored = 0;
  private lastKept: Anchor | undefined;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(trail: SignedTrail) {
    this.of = trail;
    this.log = new LogFlush(trail.database, trail.options.folder);
  }

  /** The newest anchor that all who keep it have. */
  get last(): Anchor | undefined {
    return this.lastKept;
  }

  get isDue(): boolean {
    return this.unanchored >= (this.of.options.anchorEveryRecords ?? anchorEvery.records);
  }

  /** So many records more. */
  count(records: number): void {
    this.unanchored += records;
    this.anchorWithin(this.of.options.anchorEveryMs ?? anchorEvery.ms);
  }

  /** Errors: U-507, U-512. */
  anchor(): Result<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    return asAudit(() => {
      this.of.chain.anchor(this.of.trail, this.of.key, this.of.now());
      this.unanchored = 0;
      // What another thread is still flushing must not be in the file before it is in the trail.
      if (this.running) this.log.flushNow();
      this.appendMissing('now');
      return this.tellWitnesses(lastAnchor(anchorsFile(this.of.options)));
    });
  }

  /** From what the file has: what could not be written last time is written now. */
  private appendMissing(flush: 'now' | 'later'): void {
    const file = anchorsFile(this.of.options);
    const missing = anchorsAfter(this.of.database, this.of.trail, coveredBy(file, this.of.trail) + 1);
    if (missing.length > 0) appendAnchors(file, missing, flush);
  }

  /** As {@link anchor}, in the same order, with another thread waiting for the disk. One at a time. */
  anchorApart(): Promise<void> {
    this.running ??= this.stepByStep().then((anchored) => {
      this.running = undefined;
      if (!anchored.ok) this.complain(anchored.problem);
    });
    return this.running;
  }

  private async stepByStep(): Promise<Result<void>> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const signed = asAudit(() => {
      withoutFlush(this.of.database, () => this.of.chain.anchor(this.of.trail, this.of.key, this.of.now()));
      this.unanchored = 0;
      return ok(undefined);
    });
    const lasting = signed.ok ? await this.log.flush() : signed;
    // Closed meanwhile: closing anchored what there was.
    if (!this.of.database.open) return ok(undefined);
    if (!lasting.ok) return lasting;
    const listed = asAudit(() => ok(this.appendMissing('later')));
    if (!listed.ok) return listed;
    const file = anchorsFile(this.of.options);
    const flushed = await flushAnchors(file).then(
      () => ok(undefined),
      (error: unknown) => failed('U-507', `the anchors could not be flushed: ${String(error)}`),
    );
    if (!flushed.ok || !this.of.database.open) return flushed;
    return asAudit(() => this.tellWitnesses(lastAnchor(file)));
  }

  async flushApart(): Promise<void> {
    const flushed = await this.log.flush();
    if (!flushed.ok && this.of.database.open) this.complain(flushed.problem);
  }

  private anchorWithin(ms: number): void {
    this.timer ??= setTimeout(() => void this.anchorApart(), ms).unref();
  }

  /** After the file, so that what they vouch for is in the trail and in the file already. */
  private tellWitnesses(anchor: Anchor | undefined): Result<void> {
    if (anchor?.trail !== this.of.trail || anchor.signature === this.lastKept?.signature) return ok(undefined);
    const lost = (this.of.options.witnesses ?? []).flatMap((witness) => {
      const kept = witness.keep(anchor);
      return kept.ok ? [] : [{ name: witness.name, problem: kept.problem }];
    });
    const held = lost.find(({ problem }) => problem.code === 'U-512');
    if (held) return { ok: false, problem: held.problem };
    if (lost.length > 0) {
      return failed('U-507', `the newest anchor is not kept in the ${lost.map(({ name }) => name).join(' and ')}`);
    }
    this.lastKept = anchor;
    return ok(undefined);
  }

  /** Anchors now; where that fails `onProblem` is told. */
  anchorOrTell(): void {
    const anchored = this.anchor();
    if (!anchored.ok) this.complain(anchored.problem);
  }

  private complain({ code, detail }: Problem): void {
    // Somebody else holds the database: soon they will not.
    if (code === 'U-512' && this.of.database.open) this.anchorWithin(heldAgainMs);
    else this.of.options.onProblem?.(problemWith('U-507', detail));
  }

  /** After the database is closed. */
  close(): void {
    clearTimeout(this.timer);
    void this.log.close();
  }
}

/** The last record that the anchors file covers; 0 where it covers none of this trail. */
function coveredBy(file: string, trail: string): number {
  const anchor = lastAnchor(file);
  return anchor?.trail === trail ? anchor.sequence : 0;
}
