import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { failed, ok, type Problem, type Result } from '../problem/result.ts';
import { withoutFlush } from '../storage/flush.ts';
import { lastAnchor } from './anchorFile.ts';
import { Anchoring, type AnchoringOptions } from './anchoring.ts';
import { anchorNumber } from './anchorNumber.ts';
import type { AuditEvent } from './catalogue.ts';
import { type Chain, chainOn, parsedFields } from './chain.ts';
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

export interface AuditOptions extends AnchoringOptions {
  /** Milliseconds since the epoch; the system's clock when absent. */
  readonly now?: () => number;
}

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
  private readonly now: () => number;
  private readonly anchors: Anchoring;

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
    this.alerts = alerts;
    this.now = now;
    this.anchors = new Anchoring({ database, chain, key, trail, options, now });
    this.anchors.anchorOrTell();
  }

  append(event: AuditEvent): Result<void> {
    return this.appendAll([event]);
  }

  appendAll(events: readonly AuditEvent[], happenedAt?: number): Result<void> {
    const written = this.write(events, happenedAt);
    if (written.ok && this.anchors.isDue) this.anchors.anchorOrTell();
    return written;
  }

  tell(events: readonly AuditEvent[], happenedAt: number): Result<void> {
    const written = withoutFlush(this.database, () => this.write(events, happenedAt));
    if (written.ok) void (this.anchors.isDue ? this.anchors.anchorApart() : this.anchors.flushApart());
    return written;
  }

  private write(events: readonly AuditEvent[], happenedAt: number | undefined): Result<void> {
    if (events.length === 0) return ok(undefined);
    const written = asAudit(() => ok(this.chain.append(events, this.placed(happenedAt))));
    if (!written.ok) return written;
    this.anchors.count(written.value);
    return ok(undefined);
  }

  free(): Result<void> {
    return asAudit(() => {
      this.database.transaction(() => {}).immediate();
      return ok(undefined);
    });
  }

  anchor(): Result<void> {
    return this.anchors.anchor();
  }

  checkNumber(): string | undefined {
    return this.anchors.last && anchorNumber(this.anchors.last);
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
    this.anchors.anchorOrTell();
    this.database.close();
    this.anchors.close();
  }

  /** What is told late stands behind what was told meanwhile: that is no clock that went back. */
  private placed(happenedAt: number | undefined): number {
    const now = this.now();
    if (happenedAt === undefined) return now;
    return Math.min(now, Math.max(happenedAt, Date.parse(this.chain.tail().at) || 0));
  }
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
