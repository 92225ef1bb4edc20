import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { describeFinding, type Finding } from '../../src/audit/findings.ts';
import { type AuditRecord, hashOfFields, recordHash } from '../../src/audit/record.ts';
import { readSigningKey } from '../../src/audit/signingKey.ts';
import { openAuditTrail } from '../../src/audit/trail.ts';
import { type AuditPaths, anchorsFile, auditPaths, databaseFile, recordColumns } from '../../src/audit/trailStore.ts';
import { unwrap } from '../../src/problem/result.ts';
import {
  findingsIn,
  tampering,
  temporaryAuditPaths,
  temporaryTrail,
  verified,
  visitEvents,
} from '../support/audit/auditTrails.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

// Each property copies and opens a database many times: seconds alone, a minute on a machine that does much else.
vi.setConfig({ testTimeout: 180_000 });

/** A closed trail of 12 visits with a signature after every ten records; each test plays with a copy. */
let original: { readonly folder: string; readonly last: number; readonly anchored: number };

beforeAll(() => {
  const folder = join(process.env.TMPDIR ?? '/tmp', `uketsuke-audit-${process.pid}`);
  const trail = unwrap(openAuditTrail({ ...auditPaths(folder), anchorEveryRecords: 10 }));
  for (let visit = 0; visit < 12; visit += 1) {
    for (const event of visitEvents(trail)) unwrap(trail.append(event));
  }
  trail.close();
  const { last, anchored } = verified(auditPaths(folder));
  original = { folder, last, anchored: anchored?.through ?? 0 };
  return () => rmSync(folder, { recursive: true });
});

function copy(): AuditPaths {
  const folder = temporaryFolder();
  cpSync(original.folder, folder, { recursive: true });
  return auditPaths(folder);
}

function recordAt(database: Database, sequence: number): AuditRecord {
  const row = database.prepare<[number], AuditRecord>(`SELECT ${recordColumns} FROM record WHERE sequence = ?`);
  const record = row.get(sequence);
  if (!record) throw new Error(`there is no record ${sequence}`);
  return record;
}

function write(database: Database, record: AuditRecord): void {
  database
    .prepare(
      `INSERT OR REPLACE INTO record (sequence, at, event, fields, fields_hash, previous, hash)
       VALUES (@sequence, @at, @event, @fields, @fieldsHash, @previous, @hash)`,
    )
    .run(record);
}

/** The record with other fields, and a hash as it would have had with them. */
function forged(record: AuditRecord, previous = record.previous): AuditRecord {
  const fields = (record.fields ?? '').replace('}', ',"x":1}');
  const content = { ...record, fields, previous, fieldsHash: hashOfFields(fields) };
  return { ...content, hash: recordHash(content) };
}

/** Makes room for one more record at `place`. */
function shift(database: Database, place: number, by: 1 | -1): void {
  // Not in one step: on the way two records would have the same place.
  database.prepare('UPDATE record SET sequence = -sequence WHERE sequence >= ?').run(place);
  database.prepare('UPDATE record SET sequence = -sequence + ? WHERE sequence < 0').run(by);
}

/** The places a finding names. */
function names(finding: Finding, place: number): boolean {
  if ('sequence' in finding) return finding.sequence === place;
  return 'from' in finding && finding.from <= place && place <= finding.through;
}

const kinds = (findings: readonly Finding[]) => [...new Set(findings.map(({ kind }) => kind))].sort();

/** A place whose loss a signature would tell. */
const place = () => fc.integer({ min: 2, max: original.anchored });

/** Any number of runs on copies of the same folder; a fresh copy each. */
function property<T>(arbitrary: fc.Arbitrary<T>, check: (paths: AuditPaths, value: T) => void): void {
  fc.assert(
    fc.property(arbitrary, (value) => check(copy(), value)),
    { numRuns: 15 },
  );
}

describe('a good trail', () => {
  test('is good, also as a copy, and says how far it is signed', () => {
    const verification = verified(copy());
    expect(verification).toMatchObject({ findings: [], records: original.last, unanchored: 1 });
    expect(verification.anchored?.through).toBe(original.last - 1);
  });

  test('is good while it is being written, before anything is signed', () => {
    const paths = temporaryAuditPaths();
    const trail = temporaryTrail({ ...paths, anchorEveryRecords: 1_000 });
    unwrap(trail.appendAll(visitEvents(trail)));
    expect(verified(paths).findings).toEqual([]);
  });
});

describe('whoever has the database', () => {
  const columns = fc.constantFrom('at', 'event', 'fields', 'fields_hash', 'previous', 'hash');

  test('edits a record: it is named', () => {
    property(fc.tuple(fc.integer({ min: 1, max: original.last }), columns), (paths, [sequence, column]) => {
      tampering(paths, (database) => {
        const value = /hash|previous/.test(column) ? "zeroblob(31) || x'01'" : `${column} || ' '`;
        database.exec(`UPDATE record SET ${column} = CAST(${value} AS ${/hash|previous/.test(column) ? 'BLOB' : 'TEXT'})
                       WHERE sequence = ${sequence}`);
      });
      const findings = findingsIn(paths);
      expect(findings).toContainEqual(expect.objectContaining({ kind: 'edited', sequence }));
      // The first record names the trail and its key: without it more cannot be believed.
      if (sequence > 1) expect(findings.filter((finding) => !names(finding, sequence))).toEqual([]);
    });
  });

  test('edits a record and makes its hash anew: it is named', () => {
    property(place(), (paths, sequence) => {
      tampering(paths, (database) => write(database, forged(recordAt(database, sequence))));
      expect(findingsIn(paths)).toContainEqual({ kind: 'edited', sequence, part: 'record' });
    });
  });

  test('edits a record and makes the whole chain anew from there: the signatures tell, and from where at the latest', () => {
    property(place(), (paths, sequence) => {
      tampering(paths, (database) => {
        let previous = recordAt(database, sequence).previous;
        for (let at = sequence; at <= original.last; at += 1) {
          const record = recordAt(database, at);
          const changed = at === sequence ? forged(record, previous) : { ...record, previous };
          write(database, { ...changed, hash: recordHash(changed) });
          previous = recordHash(changed);
        }
      });
      const { findings, anchored } = verified(paths);
      const rewritten = findings.filter(({ kind }) => kind === 'rewritten');
      expect(rewritten).toHaveLength(1);
      expect(rewritten.every((finding) => names(finding, sequence))).toBe(true);
      expect(anchored?.through ?? 0).toBeLessThan(sequence);
    });
  });

  test('takes records out: they are named', () => {
    const ranges = fc.tuple(fc.integer({ min: 1, max: original.anchored }), fc.integer({ min: 0, max: 5 }));
    property(ranges, (paths, [from, more]) => {
      const through = Math.min(from + more, original.last - 1);
      tampering(paths, (database) =>
        database.prepare('DELETE FROM record WHERE sequence BETWEEN ? AND ?').run(from, through),
      );
      const findings = findingsIn(paths);
      expect(findings).toContainEqual({ kind: 'removed', from, through });
      if (from > 1) expect(kinds(findings)).toEqual(['removed']);
    });
  });

  test('takes a record out and closes the gap: it is named', () => {
    property(place(), (paths, sequence) => {
      tampering(paths, (database) => {
        database.prepare('DELETE FROM record WHERE sequence = ?').run(sequence);
        shift(database, sequence + 1, -1);
      });
      const findings = findingsIn(paths);
      expect(findings).toContainEqual({ kind: 'removed', from: sequence, through: sequence });
      expect(kinds(findings)).toEqual(sequence === original.last ? ['removed'] : ['moved', 'removed']);
    });
  });

  test('swaps two records: both are named', () => {
    property(fc.uniqueArray(place(), { minLength: 2, maxLength: 2 }), (paths, [one = 0, other = 0]) => {
      tampering(paths, (database) => {
        const [first, second] = [recordAt(database, one), recordAt(database, other)];
        write(database, { ...first, sequence: other });
        write(database, { ...second, sequence: one });
      });
      expect(findingsIn(paths)).toEqual(
        [one, other]
          .sort((a, b) => a - b)
          .map((from, at, both) => ({ kind: 'moved', from, through: from, by: (both[1 - at] ?? 0) - from })),
      );
    });
  });

  const strangers = fc.constantFrom('well hashed', 'copied', 'badly hashed');

  test('puts a record in between: it is named', () => {
    // A record's copy at its own place is that record: what is foreign then is the one it pushed on.
    const inserted = fc.tuple(place(), strangers, place()).filter(([to, how, from]) => how !== 'copied' || to !== from);
    property(inserted, (paths, [sequence, how, source]) => {
      tampering(paths, (database) => {
        const copied = recordAt(database, source);
        const { hash } = recordAt(database, sequence - 1);
        shift(database, sequence, 1);
        const stranger = forged({ ...copied, sequence }, hash);
        if (how === 'well hashed') write(database, stranger);
        else if (how === 'copied') write(database, { ...copied, sequence });
        else write(database, { ...stranger, hash: recordHash({ ...stranger, at: 'never' }) });
      });
      const findings = findingsIn(paths);
      expect(findings).toContainEqual({ kind: 'inserted', sequence });
      expect(kinds(findings)).toEqual(['inserted', 'moved']);
      expect(findings.some((finding) => names(finding, original.last))).toBe(true);
    });
  });

  test('cuts off the end: from where is named', () => {
    property(place(), (paths, from) => {
      tampering(paths, (database) => database.prepare('DELETE FROM record WHERE sequence >= ?').run(from));
      expect(findingsIn(paths)).toEqual([{ kind: 'cut', from, through: original.last }]);
    });
  });

  test('cuts off the end, and the kiosk goes on: the gap stays for good, and is told at start', () => {
    const paths = copy();
    tampering(paths, (database) => database.exec('DELETE FROM record WHERE sequence > 30'));
    const trail = temporaryTrail(paths);
    expect(trail.alerts).toMatchObject([{ code: 'U-508', detail: `records 31 to ${original.last} are missing` }]);
    unwrap(trail.appendAll(visitEvents(trail)));
    trail.close();
    expect(findingsIn(paths)).toEqual([{ kind: 'removed', from: 31, through: original.last }]);
    expect(temporaryTrail(paths).alerts).toEqual([]);
  });

  test('cuts off the end under a running kiosk: the next signature does not agree with the last', () => {
    const paths = copy();
    const trail = temporaryTrail(paths);
    unwrap(trail.appendAll(visitEvents(trail)));
    unwrap(trail.anchor());
    const { last } = verified(paths);
    tampering(paths, (database) => database.prepare('DELETE FROM record WHERE sequence > ?').run(last - 4));
    unwrap(trail.appendAll(visitEvents(trail)));
    expect(findingsIn(paths)).toContainEqual({ kind: 'rewritten', from: original.last, through: last - 1 });
  });

  test('wipes the fields of a record before their time: it is named', () => {
    const paths = copy();
    tampering(paths, (database) => database.exec('UPDATE record SET fields = NULL WHERE sequence = 7'));
    expect(findingsIn(paths)).toEqual([{ kind: 'wiped', sequence: 7 }]);
  });

  test('takes the whole database away: the anchors tell which trail is gone', () => {
    const paths = copy();
    const { trail: gone } = verified(paths);
    rmSync(databaseFile(paths));
    const trail = temporaryTrail(paths);
    expect(trail.alerts).toMatchObject([{ code: 'U-508', detail: expect.stringContaining(`${gone}`) }]);
    trail.close();
    expect(findingsIn(paths)).toEqual([{ kind: 'trail-gone', trail: gone, records: original.anchored }]);
  });
});

describe('whoever has the anchors file', () => {
  test('takes lines out: said, as long as the trail has their records', () => {
    const paths = copy();
    const lines = readFileSync(anchorsFile(paths), 'utf8').split('\n');
    writeFileSync(anchorsFile(paths), lines.toSpliced(2, 2).join('\n'));
    expect(findingsIn(paths)).toEqual([{ kind: 'anchors-missing', from: 24, through: 35 }]);
    rmSync(anchorsFile(paths));
    expect(kinds(findingsIn(paths))).toEqual(['anchors-missing']);
  });

  test('changes a line, or adds one: the line is named', () => {
    const paths = copy();
    const text = readFileSync(anchorsFile(paths), 'utf8');
    const line = text.split('\n').length;
    appendFileSync(anchorsFile(paths), `${text.split('\n')[0]?.replace('"sequence":1', '"sequence":2')}\n`);
    expect(findingsIn(paths)).toEqual([{ kind: 'anchor-line', line }]);
    writeFileSync(anchorsFile(paths), text.replace('{', 'x'));
    expect(findingsIn(paths)).toContainEqual({ kind: 'anchor-line', line: 1 });
  });

  test('cuts trail and anchors back to the same earlier day: only anchors kept elsewhere tell', () => {
    const paths = copy();
    const before = readFileSync(anchorsFile(paths), 'utf8');
    const [first = ''] = before.split('\n');
    writeFileSync(anchorsFile(paths), `${first}\n`);
    tampering(paths, (database) => database.exec('DELETE FROM record WHERE sequence > 12'));
    expect(findingsIn(paths)).toEqual([]);
    const otherAnchors = before.split('\n').flatMap((line, at) => (line === '' ? [] : [parsed(line, at + 1)]));
    expect(findingsIn(paths, { otherAnchors })).toEqual([{ kind: 'cut', from: 13, through: original.last }]);
  });
});

describe('whoever has database, anchors and a key of their own', () => {
  test('writes a whole new trail: only the public key kept elsewhere tells', () => {
    const { public: ours } = unwrap(readSigningKey({ file: auditPaths(original.folder).keyFile, kind: 'file' }, false));
    const paths = temporaryAuditPaths();
    const trail = temporaryTrail(paths);
    unwrap(trail.appendAll(visitEvents(trail)));
    trail.close();
    expect(findingsIn(paths)).toEqual([]);
    expect(kinds(findingsIn(paths, { publicKeys: [ours] }))).toEqual(['anchor-line', 'forged']);
    expect(findingsIn(copy(), { publicKeys: [ours] })).toEqual([]);
  });
});

test('every finding has words that name its place', () => {
  expect(describeFinding({ kind: 'removed', from: 3, through: 5 })).toBe('records 3 to 5 were removed');
  expect(describeFinding({ kind: 'moved', from: 3, through: 3, by: -2 })).toBe('record 3 was moved by -2');
});

function parsed(text: string, line: number) {
  const anchor = JSON.parse(text);
  return { line, anchor };
}
