import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { onTestFinished } from 'vitest';
import { type Outbox, type OutboxOptions, openOutbox } from '../../../src/outbox/outbox.ts';
import type { Parcel, Sink, SinkOutcome } from '../../../src/outbox/sinks/sink.ts';
import { type OutboxPaths, outboxPaths } from '../../../src/outbox/store.ts';
import { unwrap } from '../../../src/problem/result.ts';
import type { EligibilityAnswer } from '../../../src/reception/answer.ts';
import { type ConsentCircumstances, consentAnswer } from '../../../src/reception/consents.ts';
import type { Reception } from '../../../src/reception/reception.ts';

/** A folder of this test's own, gone when it ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Where a queue in a folder of this test's own would be. */
export function temporaryPaths(): OutboxPaths {
  return outboxPaths(temporaryFolder());
}

/** An open queue with one sink called `webhook` unless told otherwise; closed when the test ends. */
export function temporaryOutbox(options: Partial<OutboxOptions> = {}): Outbox {
  const outbox = unwrap(openOutbox({ ...temporaryPaths(), sinks: ['webhook'], ...options }));
  onTestFinished(() => outbox.close());
  return outbox;
}

export const patientName = '山田　花子';

/** An answer the patient gives on the Japanese screen at `now`, milliseconds since the epoch. */
export function atTheKiosk(now: number): ConsentCircumstances {
  return { givenBy: { by: 'patient' }, wording: { version: '2026-11', kinds: 'ordinary', language: 'ja' }, now };
}

/** A reception whose insurance question was answered. */
export interface AnsweredReception extends Reception {
  readonly eligibility: EligibilityAnswer;
}

/** One patient's arrival as the visit would record it. */
export function sampleReception(changes: Partial<AnsweredReception> = {}): AnsweredReception {
  const receivedAt = '2026-04-01T00:30:00.000Z';
  return {
    schemaVersion: 1,
    id: uuidv7(),
    version: 1,
    status: 'confirmed',
    receivedAt,
    institutionCode: '1311234567',
    kiosk: 'front-desk-1',
    occasion: { kind: 'ordinary' },
    token: { kind: 'card', serial: '4f0c1b2a3d4e5f60', certificateClass: 'valid', genuine: 'verified' },
    holder: {
      method: 'face',
      provenAt: receivedAt,
      score: 0.71,
      profile: 'embedded',
      liveness: { passive: null, challenge: 'passed' },
    },
    person: null,
    // Given just now: one of more than a day ago is delivered as expired.
    consents: [consentAnswer('medication', true, atTheKiosk(Date.now()))],
    prescriptionForm: null,
    subsidies: { answer: 'not-asked', answeredAt: null, certificates: [] },
    link: { kind: 'matched' },
    patientNumber: null,
    eligibility: {
      validity: 'valid',
      name: patientName,
      nameKana: 'ﾔﾏﾀﾞ ﾊﾅｺ',
      sex: '2',
      birthdate: '19850412',
      address: '東京都ひいらぎ市緑町一丁目２番３号',
      insurance: {
        insurerNumber: '00138057',
        insurerName: 'ひいらぎ市国民健康保険',
        insuredCardSymbol: '柊１２',
        insuredIdentificationNumber: '１８７３０',
        insuredBranchNumber: '01',
        personalFamilyClassification: '1',
        insuredPartialContributionRatio: '030',
        qualificationDate: '20240401',
      },
    },
    ...changes,
  };
}

/** A sink that does as the test says and remembers what it was offered (key and text: bodies are zeroed after). */
export function scriptedSink(
  answer: (parcel: Parcel, signal: AbortSignal) => SinkOutcome | Promise<SinkOutcome>,
): Sink & { readonly offered: { readonly key: string; readonly text: string; readonly at: number }[] } {
  const offered: { key: string; text: string; at: number }[] = [];
  return {
    name: 'webhook',
    timeLimitMs: 10_000,
    offered,
    async deliver(parcel, signal) {
      offered.push({ key: parcel.idempotencyKey, text: Buffer.from(parcel.body).toString('utf8'), at: Date.now() });
      return answer(parcel, signal);
    },
  };
}
