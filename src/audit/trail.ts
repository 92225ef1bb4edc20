import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { minute } from '../kernel/durations.ts';
import { failed, ok, type Problem, problemWith, type Result } from '../problem/result.ts';
import { LogFlush, withoutFlush } from '../storage/flush.ts';
import type { Anchor } from './anchor.ts';
import { appendAnchors, flushAnchors, lastAnchor } from './anchorFile.ts';
import { anchorNumber } from './anchorNumber.ts';
import type { AuditEvent } from './catalogue.ts';
import { anchorsAfter, type Chain, chainOn, parsedFields } from './chain.ts';
import { type Expiry, expireFields } from './expiry.ts';
import { followKeyChange } from './keyChange.ts';
import { missingAtStart } from './missingAtStart.ts';
import { newestRecords, type RecordFilter, type ShownRecord } from './reading.ts';
import { auditKeySource, readSigningKey, type SigningKey, type TrailKey } from './signingKey.ts';
import {
  type AuditPaths,
  anchorsFile,
  asAudit,
  databaseFile,
  openTrailDatabase,
  setAsideTrails,
} from './trailStore.ts';
import type { Witness } from './witness.ts';

/** The audit trail of a kiosk: who did what, when, in an order that cannot be changed unseen. */
export interface AuditTrail {
  /**
   * Commits one record; when it returns ok it survives a power cut. Errors: U-507, U-512; what to do without the record is
   * the caller's decision. Throws where the event does not follow the catalogue.
   */
  append(event: AuditEvent): Result<void>;
  /**
   * The same for several in one commit, in this order: all or none.
   * @param happenedAt when they happened, milliseconds since the epoch; now when absent
   */
  appendAll(events: readonly AuditEvent[], happenedAt?: number): Result<void>;
  /**
   * What is only told, of what happened already: in the file once it returns ok, and flushed right after by another
   * thread, so that no press waits for a slow disk. A power cut may cost the last of these. Errors: U-507, U-512.
   */
  tell(events: readonly AuditEvent[], happenedAt: number): Result<void>;
  /** Whether it could be written to now. Errors: U-507; U-512 another program holds it. */
  free(): Result<void>;
  /** Signs what is there now, and writes the signature to the anchors file. Errors: U-507. */
  anchor(): Result<void>;
  /** What the trail may keep of a card: the keyed hash of its certificate's serial number. */
  subjectOf(certificateSerial: string): string;
  /** Wipes the fields of records that are past their time; once a day is enough. Errors: U-507 also where it refuses. */
  expire(): Promise<Result<Expiry>>;
  /** U-508 for what was found missing at start, and for each damaged trail that was set aside. */
  readonly alerts: readonly Problem[];
  readonly publicKey: TrailKey;
  /** What staff may write down of the trail as it is signed now; undefined while nothing is. */
  checkNumber(): string | undefined;
  /** The newest records that match, newest first, for the desk. Errors: U-507. */
  newest(filter: RecordFilter, limit: number): Result<readonly ShownRecord[]>;
  /** Anchors what is left and closes. */
  close(): void;
}

export interface AuditOptions extends AuditPaths {
  /** An anchor at the latest after so many records. */
  readonly anchorEveryRecords?: number;
  /** An anchor at the latest so long after a record, milliseconds. */
  readonly anchorEveryMs?: number;
  /** Milliseconds since the epoch; the system's clock when absent. */
  readonly now?: () => number;
  /** Keep the newest anchor outside the folder of the trail; none where this is left out. */
  readonly witnesses?: readonly Witness[];
  /** Told when an anchor cannot be written; it is tried again with the next one. */
  readonly onProblem?: (problem: Problem) => void;
}

/** What can be lost unseen is at most what came after the last anchor: one patient's visit is some eight records. */
export const anchorEvery = { records: 64, ms: 5 * minute } as const;

/** How soon an anchor that met a database in other hands is tried again, milliseconds. */
const heldAgainMs = 1_000;

/**
 * Opens the trail of a kiosk, and makes it at the very first start. Errors: U-507 the disk; U-504 there is a trail
 * but not its key, or another's: a new one would cut it off from the anchors that were signed before.
 */
export function openAuditTrail(options: AuditOptions): Result<AuditTrail> {
  const now = options.now ?? Date.now;
  return asAudit(() => {
    const opened = openTrailDatabase(options, now());
    if (!opened.ok) return opened;
    const { database, damaged } = opened.value;
    const begun = asAudit(() => beginTrail(database, options, damaged, now));
    if (!begun.ok) database.close();
    return begun;
  });
}

function beginTrail(
  database: Database,
  options: AuditOptions,
  damaged: boolean,
  now: () => number,
): Result<AuditTrail> {
  const chain = chainOn(database);
  const isNew = chain.tail().sequence === 0;
  const source = auditKeySource(options.keyFile, options.credentialsFolder);
  const key = readSigningKey(source, isNew && !damaged && lastAnchor(anchorsFile(options)) === undefined);
  if (!key.ok) return key;
  const { public: publicKey } = key.value;
  if (isNew) {
    const after = damaged ? { after: 'damage' as const } : {};
    chain.append([{ type: 'audit.begun', trail: randomUUID(), key: publicKey.text, ...after }], now());
  }
  const trail = trailIdOf(database);
  if (trail === undefined) return failed('U-507', `${databaseFile(options)} does not begin as a trail does`);
  const changed = followKeyChange(database, chain, key.value, trail, now());
  if (!changed.ok) return changed;
  const alerts = [...missingAtStart(chain, options, trail, now), ...setAsideAlerts(options)];
  return ok(new OpenTrail(database, chain, key.value, trail, alerts, options, now));
}

class OpenTrail implements AuditTrail {
  readonly alerts: readonly Problem[];
  readonly publicKey: TrailKey;
  private readonly database: Database;
  private readonly chain: Chain;
  private readonly key: SigningKey;
  private readonly trail: string;
  private readonly options: AuditOptions;
  private readonly now: () => number;
  private readonly log: LogFlush;
  private unanchored = 0;
  private lastKept: Anchor | undefined;
  private timer: NodeJS.Timeout | undefined;
  private anchoring: Promise<void> | undefined;

  constructor(
    database: Database,
    chain: Chain,
    key: SigningKey,
    trail: string,
    alerts: readonly Problem[],
    options: AuditOptions,
    now: () => number,
  ) {
    this.database = database;
    this.chain = chain;
    this.key = key;
    this.publicKey = key.public;
    this.trail = trail;
    this.alerts = alerts;
    this.options = options;
    this.log = new LogFlush(database, options.folder);
    this.now = now;
    this.anchorOrTell();
  }

  append(event: AuditEvent): Result<void> {
    return this.appendAll([event]);
  }

  appendAll(events: readonly AuditEvent[], happenedAt?: number): Result<void> {
    const written = this.write(events, happenedAt);
    if (written.ok && this.isDue()) this.anchorOrTell();
    return written;
  }

  tell(events: readonly AuditEvent[], happenedAt: number): Result<void> {
    const written = withoutFlush(this.database, () => this.write(events, happenedAt));
    if (written.ok) void (this.isDue() ? this.anchorApart() : this.flushApart());
    return written;
  }

  private write(events: readonly AuditEvent[], happenedAt: number | undefined): Result<void> {
    if (events.length === 0) return ok(undefined);
    const written = asAudit(() => ok(this.chain.append(events, this.placed(happenedAt))));
    if (!written.ok) return written;
    this.unanchored += written.value;
    this.anchorWithin(this.options.anchorEveryMs ?? anchorEvery.ms);
    return ok(undefined);
  }

  private isDue(): boolean {
    return this.unanchored >= (this.options.anchorEveryRecords ?? anchorEvery.records);
  }

  free(): Result<void> {
    return asAudit(() => {
      this.database.transaction(() => {}).immediate();
      return ok(undefined);
    });
  }

  anchor(): Result<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    return asAudit(() => {
      this.chain.anchor(this.trail, this.key, this.now());
      this.unanchored = 0;
      // What another thread is still flushing must not be in the file before it is in the trail.
      if (this.anchoring) this.log.flushNow();
      this.appendMissing('now');
      return this.tellWitnesses(lastAnchor(anchorsFile(this.options)));
    });
  }

  /** From what the file has: what could not be written last time is written now. */
  private appendMissing(flush: 'now' | 'later'): void {
    const file = anchorsFile(this.options);
    const missing = anchorsAfter(this.database, this.trail, coveredBy(file, this.trail) + 1);
    if (missing.length > 0) appendAnchors(file, missing, flush);
  }

  /** As {@link anchor}, in the same order, with another thread waiting for the disk. One at a time. */
  private anchorApart(): Promise<void> {
    this.anchoring ??= this.anchorStepByStep().then((anchored) => {
      this.anchoring = undefined;
      if (!anchored.ok) this.complain(anchored.problem);
    });
    return this.anchoring;
  }

  private async anchorStepByStep(): Promise<Result<void>> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const signed = asAudit(() => {
      withoutFlush(this.database, () => this.chain.anchor(this.trail, this.key, this.now()));
      this.unanchored = 0;
      return ok(undefined);
    });
    const lasting = signed.ok ? await this.log.flush() : signed;
    // Closed meanwhile: closing anchored what there was.
    if (!this.database.open) return ok(undefined);
    if (!lasting.ok) return lasting;
    const listed = asAudit(() => ok(this.appendMissing('later')));
    if (!listed.ok) return listed;
    const file = anchorsFile(this.options);
    const flushed = await flushAnchors(file).then(
      () => ok(undefined),
      (error: unknown) => failed('U-507', `the anchors could not be flushed: ${String(error)}`),
    );
    if (!flushed.ok || !this.database.open) return flushed;
    return asAudit(() => this.tellWitnesses(lastAnchor(file)));
  }

  private async flushApart(): Promise<void> {
    const flushed = await this.log.flush();
    if (!flushed.ok && this.database.open) this.complain(flushed.problem);
  }

  private anchorWithin(ms: number): void {
    this.timer ??= setTimeout(() => void this.anchorApart(), ms).unref();
  }

  checkNumber(): string | undefined {
    return this.lastKept && anchorNumber(this.lastKept);
  }

  subjectOf(certificateSerial: string): string {
    return this.key.subjectOf(certificateSerial);
  }

  newest(filter: RecordFilter, limit: number): Result<readonly ShownRecord[]> {
    return newestRecords(this.database, filter, limit);
  }

  expire(): Promise<Result<Expiry>> {
    return expireFields(this.database, this.chain, this.now(), () => this.database.open);
  }

  close(): void {
    this.anchorOrTell();
    clearTimeout(this.timer);
    this.database.close();
    void this.log.close();
  }

  /** What is told late stands behind what was told meanwhile: that is no clock that went back. */
  private placed(happenedAt: number | undefined): number {
    const now = this.now();
    if (happenedAt === undefined) return now;
    return Math.min(now, Math.max(happenedAt, Date.parse(this.chain.tail().at) || 0));
  }

  /** After the file, so that what they vouch for is in the trail and in the file already. */
  private tellWitnesses(anchor: Anchor | undefined): Result<void> {
    if (anchor?.trail !== this.trail || anchor.signature === this.lastKept?.signature) return ok(undefined);
    const lost = (this.options.witnesses ?? []).flatMap((witness) => {
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

  private anchorOrTell(): void {
    const anchored = this.anchor();
    if (!anchored.ok) this.complain(anchored.problem);
  }

  private complain({ code, detail }: Problem): void {
    // Somebody else holds the database: soon they will not.
    if (code === 'U-512' && this.database.open) this.anchorWithin(heldAgainMs);
    else this.options.onProblem?.(problemWith('U-507', detail));
  }
}

/** The last record that the anchors file covers; 0 where it covers none of this trail. */
function coveredBy(file: string, trail: string): number {
  const anchor = lastAnchor(file);
  return anchor?.trail === trail ? anchor.sequence : 0;
}

function setAsideAlerts(paths: AuditPaths): readonly Problem[] {
  return setAsideTrails(paths).map((folder) => ({ code: 'U-508', detail: `damaged, set aside in ${folder}` }));
}

/** The id of a trail, from its first record. Undefined where that is not what it must be. */
export function trailIdOf(database: Database): string | undefined {
  const first = database
    .prepare<[], { fields: string | null }>("SELECT fields FROM record WHERE sequence = 1 AND event = 'audit.begun'")
    .get();
  const { trail } = first ? parsedFields(first) : {};
  return typeof trail === 'string' ? trail : undefined;
}
