import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { auditCatalogue } from '../../src/audit/catalogue.ts';
import type { AuditTrail } from '../../src/audit/trail.ts';
import { unwrap } from '../../src/problem/result.ts';
import { temporaryAuditPaths, temporaryTrail, visitEvents } from '../support/audit/auditTrails.ts';

/** What is known of a patient or of staff, in the forms it takes in the program. */
const personal = {
  name: '山田　花子',
  romaji: 'YAMADA HANAKO',
  birthdate: '19850412',
  'date of birth': '1985-04-12',
  address: '東京都ひいらぎ市緑町一丁目２番３号',
  serial: '4f0c1b2a3d4e5f60',
  'insured number': '18730001',
  'twelve digits': '123456789018',
  'account name': 'tanaka',
} as const;

/** What a careless caller might hand over; nothing but the run-time check stands in the way. */
function appendUnchecked(trail: AuditTrail, event: object): void {
  Reflect.apply(trail.append, trail, [event]);
}

const { visit, staff } = { visit: uuidv7(), staff: 's-12' };

describe.each(Object.entries(personal))('a %s', (_what, secret) => {
  test('is refused in every field of every event, and not repeated', () => {
    const paths = temporaryAuditPaths();
    const trail = temporaryTrail(paths);
    for (const [type, { fields }] of Object.entries(auditCatalogue)) {
      for (const field of [...Object.keys(fields.shape), 'note']) {
        for (const value of [secret, [secret], { [secret]: secret }, Number(secret)]) {
          const event = { type, visit, staff, [field]: value };
          const told = thrownBy(() => appendUnchecked(trail, event));
          expect(told, `${type}.${field}`).toBeDefined();
          expect(told).not.toContain(secret);
        }
      }
    }
    trail.close();
    for (const name of readdirSync(paths.folder)) {
      const bytes = readFileSync(join(paths.folder, name));
      for (const encoding of ['utf8', 'utf16le'] as const)
        expect(bytes.includes(Buffer.from(secret, encoding))).toBe(false);
    }
  });
});

test('no field of the catalogue takes free text', () => {
  const samples = ['x', 'Yamada Hanako', '花子', '090-1234-5678', 'a'.repeat(200), '{}', '0'];
  for (const [type, { fields }] of Object.entries(auditCatalogue)) {
    for (const [field, schema] of Object.entries<z.ZodType>(fields.shape)) {
      for (const sample of samples) expect(schema.safeParse(sample).success, `${type}.${field} ${sample}`).toBe(false);
    }
  }
});

test('a card is known by a keyed hash: two kiosks do not know each other’s', () => {
  const [one, other] = [temporaryTrail(), temporaryTrail()];
  const serial = '4f0c1b2a3d4e5f60';
  expect(one.subjectOf(serial)).toMatch(/^k-[0-9a-f]{32}$/);
  expect(one.subjectOf(serial)).toBe(one.subjectOf(serial));
  expect(one.subjectOf(serial)).not.toBe(other.subjectOf(serial));
});

test('a visit as the program tells it is taken', () => {
  const trail = temporaryTrail();
  unwrap(trail.appendAll(visitEvents(trail)));
});

function thrownBy(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
