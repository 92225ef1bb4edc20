import type { Database } from 'better-sqlite3';
import { ok, type Result } from '../problem/result.ts';
import { type Anchor, isSignedBy } from './anchor.ts';
import { type AnchorLine, readAnchors } from './anchorFile.ts';
import { anchorNumber, placeOfNumber } from './anchorNumber.ts';
import { auditCatalogue, isAuditEventType } from './catalogue.ts';
import { anchorIn, parsedFields } from './chain.ts';
import { classify } from './classify.ts';
import { wipedBefore } from './expiry.ts';
import type { Finding } from './findings.ts';
import { LinkCheck, sameBytes } from './links.ts';
import type { AuditRecord } from './record.ts';
import { type TrailKey, trailKeyFromText } from './signingKey.ts';
import {
  type AuditPaths,
  anchorsFile,
  asAudit,
  openTrailForReading,
  recordColumns,
  trailsSetAside,
} from './trailStore.ts';
import type { WitnessName } from './witness.ts';

export interface VerifyOptions {
  /** The keys to begin with; those they vouch for in the trail are believed too. Without: the one the trail names. */
  readonly publicKeys?: readonly TrailKey[];
  /** Anchors that were kept elsewhere, beside those of the data folder. */
  readonly otherAnchors?: readonly AnchorLine[];
  /** What was kept outside the folder of the trail; undefined stands for an anchor that was damaged. */
  readonly witnesses?: readonly WitnessedAnchor[];
  /** A number that staff wrote down, as `anchorNumber` makes it. */
  readonly number?: string;
  /** Milliseconds since the epoch: whether fields were wiped before their time. */
  readonly now: number;
}

/** An anchor and who kept it. */
export interface WitnessedAnchor {
  readonly keeper: WitnessName;
  readonly anchor: Anchor | undefined;
}

/** What is known of a trail after verifying it. */
export interface Verification {
  /** Its id; null where its first record is not what it must be. */
  readonly trail: string | null;
  readonly records: number;
  readonly last: number;
  /** The newest signature that agrees with the trail: everything up to `through` is as it was at `at`. */
  readonly anchored: {
    readonly through: number;
    readonly at: string;
    readonly key: string;
    /** For staff to write down: what `number` may be compared with later. */
    readonly number: string;
  } | null;
  /** Records after it: whoever can write the file could still change these unseen. */
  readonly unanchored: number;
  /** Ids of the keys that were believed, and where they are from. */
  readonly keys: { readonly from: 'given' | 'trail'; readonly ids: readonly string[] };
  /** Empty where all is well. */
  readonly findings: readonly Finding[];
}

/** Verifies the trail of a data folder, also while a kiosk writes to it. Errors: U-507 it cannot be read. */
export function verifyTrail(paths: AuditPaths, options: VerifyOptions): Result<Verification> {
  return asAudit(() => {
    // The file first: what is in it is in the trail already, not the other way round.
    const lines = readAnchors(anchorsFile(paths));
    const opened = openTrailForReading(paths);
    if (!opened.ok) return opened;
    const database = opened.value;
    try {
      return ok(database.transaction(() => verifyRecords(database, lines, paths, options))());
    } finally {
      database.close();
    }
  });
}

function verifyRecords(
  database: Database,
  lines: readonly AnchorLine[],
  paths: AuditPaths,
  options: VerifyOptions,
): Verification {
  const check = new LinkCheck();
  const changes: AuditRecord[] = [];
  let firstKey: TrailKey | undefined;
  const signed: AuditRecord[] = [];
  const wiped: number[] = [];
  const aside = trailsSetAside(paths);
  const witnesses = (options.witnesses ?? []).filter(({ anchor }) => anchor === undefined || !aside.has(anchor.trail));
  const all: readonly { readonly anchor: Anchor | undefined }[] = [
    ...witnesses,
    ...lines,
    ...(options.otherAnchors ?? []),
  ];
  const numbered = options.number === undefined ? undefined : placeOfNumber(options.number);
  const wanted = new Set([...all.flatMap(({ anchor }) => (anchor ? [anchor.sequence] : [])), numbered]);
  const hashes = new Map<number, Uint8Array>();
  let named: string | null = null;
  let [records, last] = [0, 0];

  const rows = database.prepare<[], AuditRecord>(`SELECT ${recordColumns} FROM record ORDER BY sequence`);
  for (const record of rows.iterate()) {
    records += 1;
    last = record.sequence;
    const state = check.add(record);
    if (record.fields === null && !isExpired(record, options.now)) wiped.push(record.sequence);
    if (state !== 'broken' && wanted.has(record.sequence)) hashes.set(record.sequence, record.hash);
    if (state !== 'intact') continue;
    const { event } = record;
    if (event === 'audit.begun' && record.sequence === 1) {
      named = textIn(record, 'trail');
      firstKey = trailKeyFromText(parsedFields(record).key);
    }
    if (event === 'audit.key-changed') changes.push(record);
    if (event === 'audit.anchored') signed.push(record);
  }

  const suspects = check.suspects();
  // Where the first record is damaged, the anchors still know which trail this was.
  const isNamed = !suspects.unlinked.some(([before]) => before?.sequence === 1);
  const trail = (isNamed ? named : null) ?? all.findLast(({ anchor }) => anchor !== undefined)?.anchor?.trail ?? null;
  const carried = signed.map((record) => ({ record, anchor: anchorIn(trail ?? '', record) }));
  const roots = options.publicKeys ?? (firstKey ? [firstKey] : []);
  const keys = believedKeys(
    roots,
    changes,
    carried.flatMap(({ anchor }) => anchor ?? []),
  );
  const isOurs = (anchor: Anchor): boolean => {
    // Where the record that names the keys is gone, only the hashes can be compared; that it is gone is a finding.
    if (keys.size === 0) return true;
    const key = keys.get(anchor.key);
    return key !== undefined && isSignedBy(anchor, key);
  };
  const good = all.flatMap(({ anchor }) => (anchor && isOurs(anchor) ? [anchor] : []));
  const mine = good.filter((anchor) => anchor.trail === trail).sort((one, other) => one.sequence - other.sequence);
  const agrees = ({ sequence, hash }: Anchor): boolean => {
    const written = hashes.get(sequence);
    return written !== undefined && sameBytes(written, Buffer.from(hash, 'hex'));
  };

  const { findings, lastPlace } = classify(suspects, new Set(mine.filter(agrees).map(({ sequence }) => sequence)));
  const rewritten = rewrittenRange(mine, agrees, hashes, findings);
  const isBefore = (place: number): boolean => rewritten === undefined || place < rewritten.from;
  const inserted = placesOf(findings, 'inserted');
  const through = (mine.at(-1)?.sequence ?? -1) + 1;
  const newest = mine.filter((anchor) => agrees(anchor) && isBefore(anchor.sequence)).at(-1);
  return {
    trail,
    records,
    last,
    anchored: newest
      ? { through: newest.sequence, at: newest.at, key: newest.key, number: anchorNumber(newest) }
      : null,
    unanchored: last - (newest?.sequence ?? 0),
    keys: { from: options.publicKeys ? 'given' : 'trail', ids: [...keys.keys()] },
    findings: [
      ...findings,
      ...(rewritten ? [rewritten] : []),
      ...(through > lastPlace ? [{ kind: 'cut' as const, from: lastPlace + 1, through }] : []),
      ...wiped.map((sequence): Finding => ({ kind: 'wiped', sequence })),
      ...forgedRecords(
        carried.filter(({ record }) => isBefore(record.sequence) && !inserted.has(record.sequence)),
        isOurs,
      ),
      ...strangeLines('anchor-line', lines, isOurs),
      ...strangeLines('kept-anchor-line', options.otherAnchors ?? [], isOurs),
      ...strangeWitnesses(witnesses, isOurs),
      ...wrongNumber(options.number, trail, numbered === undefined ? undefined : hashes.get(numbered)),
      ...missingAnchors(carried, lines),
      ...goneTrails(good, trail),
    ],
  };
}

/** The keys of `roots`, and each new key whose record one of those before it signed: the first signature after it. */
function believedKeys(
  roots: readonly TrailKey[],
  changes: readonly AuditRecord[],
  anchors: readonly Anchor[],
): ReadonlyMap<string, TrailKey> {
  const keys = new Map(roots.map((key) => [key.id, key]));
  for (const change of changes) {
    const key = trailKeyFromText(parsedFields(change).key);
    const vouching = anchors.find(({ sequence }) => sequence >= change.sequence);
    const before = vouching && keys.get(vouching.key);
    if (key && before && isSignedBy(vouching, before)) keys.set(key.id, key);
  }
  return keys;
}

/** Where a signature and a sound record disagree, and no edited record in between explains it. */
function rewrittenRange(
  anchors: readonly Anchor[],
  agrees: (anchor: Anchor) => boolean,
  hashes: ReadonlyMap<number, Uint8Array>,
  findings: readonly Finding[],
): Extract<Finding, { kind: 'rewritten' }> | undefined {
  const [edited, inserted] = [placesOf(findings, 'edited'), placesOf(findings, 'inserted')];
  const isExplained = ({ sequence }: Anchor): boolean => edited.has(sequence) || inserted.has(sequence);
  const first = anchors.find((each) => hashes.has(each.sequence) && !agrees(each) && !isExplained(each));
  if (!first) return undefined;
  const before = anchors.filter((anchor) => anchor.sequence < first.sequence && agrees(anchor)).at(-1);
  return { kind: 'rewritten', from: (before?.sequence ?? 0) + 1, through: first.sequence };
}

function placesOf(findings: readonly Finding[], kind: 'edited' | 'inserted'): ReadonlySet<number> {
  return new Set(findings.flatMap((finding) => (finding.kind === kind ? [finding.sequence] : [])));
}

function forgedRecords(
  carried: readonly { readonly record: AuditRecord; readonly anchor: Anchor | undefined }[],
  isOurs: (anchor: Anchor) => boolean,
): readonly Finding[] {
  return carried
    .filter(({ anchor }) => anchor === undefined || !isOurs(anchor))
    .map(({ record, anchor }) => ({ kind: 'forged', sequence: record.sequence, key: anchor?.key ?? 'unknown' }));
}

function strangeLines(
  kind: 'anchor-line' | 'kept-anchor-line',
  lines: readonly AnchorLine[],
  isOurs: (anchor: Anchor) => boolean,
): readonly Finding[] {
  return lines.filter(({ anchor }) => anchor === undefined || !isOurs(anchor)).map(({ line }) => ({ kind, line }));
}

function strangeWitnesses(
  witnesses: readonly WitnessedAnchor[],
  isOurs: (anchor: Anchor) => boolean,
): readonly Finding[] {
  const strange = witnesses.filter(({ anchor }) => anchor === undefined || !isOurs(anchor));
  return [...new Set(strange.map(({ keeper }) => keeper))].map((keeper) => ({ kind: 'witness', keeper }));
}

function wrongNumber(
  number: string | undefined,
  trail: string | null,
  hash: Uint8Array | undefined,
): readonly Finding[] {
  if (number === undefined) return [];
  const sequence = placeOfNumber(number) ?? 0;
  const now = hash && anchorNumber({ trail: trail ?? '', sequence, hash: Buffer.from(hash).toString('hex') });
  return now === number.trim() ? [] : [{ kind: 'number', sequence }];
}

/** The newest may not have reached the file yet: it is written after the trail. */
function missingAnchors(
  carried: readonly { readonly record: AuditRecord; readonly anchor: Anchor | undefined }[],
  lines: readonly AnchorLine[],
): readonly Finding[] {
  const filed = new Set(lines.flatMap(({ anchor }) => (anchor ? [anchor.signature] : [])));
  const missing = carried
    .slice(0, -1)
    .flatMap(({ record, anchor }) => (anchor && !filed.has(anchor.signature) ? [record.sequence] : []));
  const [from, through] = [missing[0], missing.at(-1)];
  return from === undefined || through === undefined ? [] : [{ kind: 'anchors-missing', from, through }];
}

function goneTrails(anchors: readonly Anchor[], trail: string | null): readonly Finding[] {
  const records = new Map<string, number>();
  for (const anchor of anchors) {
    if (anchor.trail !== trail) records.set(anchor.trail, Math.max(anchor.sequence, records.get(anchor.trail) ?? 0));
  }
  return [...records].map(([gone, count]) => ({ kind: 'trail-gone', trail: gone, records: count }));
}

function isExpired({ event, at }: AuditRecord, now: number): boolean {
  const before = isAuditEventType(event) ? wipedBefore(auditCatalogue[event].keep, now) : undefined;
  return before !== undefined && at < before;
}

function textIn(record: AuditRecord, name: string): string | null {
  const value = parsedFields(record)[name];
  return typeof value === 'string' ? value : null;
}
