import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import type { KioskConfig } from '../../config/schema.ts';
import { underLimit } from '../../kernel/linkedAbort.ts';
import { idempotencyKeyOf, type Memo, type Sink } from '../../outbox/sinks/sink.ts';
import { ok } from '../../problem/result.ts';
import type { Reception } from '../../reception/reception.ts';
import type { Tried } from '../../setup/ports.ts';
import { openSinks } from '../sinks.ts';

/** Nobody is called so: whoever sees it at the receiver knows what it is. */
export const testPerson = { name: '受付　試験', birthdate: '19000101', sex: '3', address: '' } as const;

/**
 * A reception that nobody has come for, in the form of one without a card: nothing is proven, nothing was answered, and
 * the name says that it is a test. It never lies in the queue.
 */
export function testReception({ clinic, kiosk }: KioskConfig, now: number): Reception {
  return {
    schemaVersion: 1,
    id: uuidv7(),
    version: 1,
    status: 'provisional',
    receivedAt: new Date(now).toISOString(),
    institutionCode: clinic.institutionCode,
    kiosk: kiosk.id,
    occasion: { kind: 'ordinary' },
    token: { kind: 'none', serial: null, certificateClass: null, genuine: null },
    holder: null,
    person: testPerson,
    consents: [],
    prescriptionForm: null,
    subsidies: { answer: 'not-asked', answeredAt: null, certificates: [] },
    eligibility: null,
    link: { kind: 'not-compared' },
    patientNumber: null,
  };
}

export interface TestDeliveryPlace {
  readonly config: KioskConfig;
  /** Relative paths of the configuration are relative to this one. */
  readonly folder: string;
  readonly log: Logger;
  readonly now: number;
}

/** Sends one to every place the configuration names, as a real one would be sent, and says what each made of it. */
export async function deliverTest(
  { config, folder, log, now }: TestDeliveryPlace,
  signal: AbortSignal,
): Promise<Tried> {
  const opened = openSinks({ config, folder, log });
  if (!opened.ok) return { isGood: false, lines: [{ says: opened.problem.detail ?? '', number: opened.problem.code }] };
  const reception = testReception(config, now);
  try {
    const lines: Tried['lines'][number][] = [];
    for (const sink of opened.value.sinks) lines.push(await lineFor(sink, reception, signal));
    return { isGood: lines.every(({ number }) => number === undefined), lines };
  } finally {
    await opened.value.close();
  }
}

async function lineFor(sink: Sink, reception: Reception, signal: AbortSignal): Promise<Tried['lines'][number]> {
  const parcel = {
    idempotencyKey: idempotencyKeyOf(reception),
    body: Buffer.from(JSON.stringify(reception)),
    memo: passingMemo,
  };
  const outcome = await underLimit([signal], sink.timeLimitMs, (limit) => sink.deliver(parcel, limit));
  if (outcome.kind === 'taken') return { says: `${sink.name}: 試験の受付が届きました。` };
  // Looking at address and secret would be in vain.
  const isForTheClock = outcome.kind === 'unavailable' && outcome.needs === 'clock';
  return { says: `${sink.name}: 届きませんでした（${outcome.detail}）`, number: isForTheClock ? 'U-514' : 'U-747' };
}

/** For one delivery that nobody repeats: what is noted for the next attempt has no reader. */
const passingMemo: Memo = { read: () => ok(undefined), write: () => ok(undefined) };
