import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { loopbackPlaces } from '../../scripts/bench/stream/localCluster.ts';
import { startDelivery } from '../../src/outbox/delivery.ts';
import type { Outbox } from '../../src/outbox/outbox.ts';
import { fhirSink } from '../../src/outbox/sinks/fhir/fhirSink.ts';
import { oqsFaceSink } from '../../src/outbox/sinks/oqs/oqsFaceSink.ts';
import type { Sink } from '../../src/outbox/sinks/sink.ts';
import type { SinkName } from '../../src/outbox/sinks/sinkNames.ts';
import { webhookSink } from '../../src/outbox/sinks/webhook/webhookSink.ts';
import { unwrap } from '../../src/problem/result.ts';
import { consentAnswer } from '../../src/reception/consents.ts';
import type { Reception } from '../../src/reception/reception.ts';
import { runningClinic, secret } from '../support/outbox/clinic.ts';
import { runningFhirServer } from '../support/outbox/fhirServer.ts';
import { atTheKiosk, sampleReception, temporaryFolder, temporaryOutbox } from '../support/outbox/queue.ts';
import { heldBy, runningStream } from '../support/outbox/streamCluster.ts';
import { xmlLeaves } from '../support/outbox/xmlLeaves.ts';

const timeLimitMs = 30_000;
const hour = 60 * 60_000;

/** A sink, and what its receiver can say of the receptions it holds, oldest first. */
interface Pair {
  readonly sink: Sink;
  /** `1` for each provisional one, `2` for each completed one. */
  readonly versions: () => Promise<readonly string[]>;
  /** For each consent of medication: whether it may be used. */
  readonly consents: () => Promise<readonly boolean[]>;
}

const pairs: Readonly<Record<SinkName, () => Promise<Pair>>> = {
  async webhook() {
    const { clinic, url } = await runningClinic();
    const bodies = () => clinic.receptions().map(({ reception }) => JSON.stringify(reception));
    return {
      sink: webhookSink({ url, secret, timeLimitMs }),
      versions: async () => bodies().map(versionIn),
      consents: async () => bodies().map((body) => !body.includes('"expired":true')),
    };
  },
  async 'oqs-face'() {
    const root = temporaryFolder();
    const face = join(root, 'face');
    mkdirSync(face);
    const files = () =>
      readdirSync(face)
        // `<id>-v2_…` stands before `<id>_…` in the order of names.
        .toSorted((one, other) => one.replace('-v', '~').localeCompare(other.replace('-v', '~')))
        .map((name) => xmlLeaves(readFileSync(join(face, name), 'utf8')));
    const result = 'XmlMsg/MessageBody/ResultList/ResultOfQualificationConfirmation';
    return {
      sink: oqsFaceSink({ root, encoding: 'utf-8', timeLimitMs }),
      versions: async () =>
        files().map((leaves) => (leaves['XmlMsg/MessageHeader/SegmentOfResult'] === '2' ? '1' : '2')),
      consents: async () => files().map((leaves) => leaves[`${result}/PharmacistsInfoConsFlg`] === '1'),
    };
  },
  async fhir() {
    const server = await runningFhirServer();
    const responses = async () =>
      (await server.held('CoverageEligibilityResponse')).map((each) => JSON.stringify(each));
    const consents = async () => (await server.held('Consent')).map((each) => JSON.stringify(each));
    return {
      sink: fhirSink({ baseUrl: server.url, clinicName: 'ひいらぎ内科', timeLimitMs }),
      versions: async () => (await responses()).map((text) => (text.includes('"outcome":"queued"') ? '1' : '2')),
      consents: async () =>
        (await consents()).map((text) => text.includes('"status":"active"') && text.includes('"type":"permit"')),
    };
  },
  async stream() {
    const { cluster, sink } = await runningStream(await loopbackPlaces(1));
    const bodies = () => heldBy(cluster);
    return {
      sink,
      versions: async () => (await bodies()).map(versionIn),
      consents: async () => (await bodies()).map((body) => !body.includes('"expired":true')),
    };
  },
};

describe.each(Object.entries(pairs))('%s', (name, pair) => {
  test('is told of a completed reception after the provisional one', async () => {
    const { sink, versions } = await pair();
    const outbox = temporaryOutbox({ sinks: [name] });
    const [provisional, completed] = twoVersions();
    unwrap(outbox.record(provisional));
    await delivered(outbox, sink);
    expect(await versions()).toEqual(['1']);
    unwrap(outbox.record(completed));
    await delivered(outbox, sink);
    expect(await versions()).toEqual(['1', '2']);
  });

  test('that was away for both is never told of the older one last', async () => {
    const { sink, versions } = await pair();
    const outbox = temporaryOutbox({ sinks: [name] });
    for (const version of twoVersions()) unwrap(outbox.record(version));
    await delivered(outbox, sink);
    // A folder is read name by name, so what never left gives way; the others keep the history.
    expect(await versions()).toEqual(name === 'oqs-face' ? ['2'] : ['1', '2']);
  });

  test.each([
    ['is told of a consent as valid up to the last second', 24 * hour - 1_000, true],
    ['is never told of one as valid after 24 hours', 24 * hour, false],
    ['is never told of one as valid after three days', 72 * hour, false],
  ])('%s', async (_what, wait, isValid) => {
    const clock = { at: Date.parse('2026-04-01T00:30:00Z') };
    const { sink, consents } = await pair();
    const outbox = temporaryOutbox({ sinks: [name], now: () => clock.at });
    unwrap(outbox.record(sampleReception({ consents: [consentAnswer('medication', true, atTheKiosk(clock.at))] })));
    clock.at += wait;
    await delivered(outbox, sink);
    expect(await consents()).toEqual([isValid]);
  });
});

function twoVersions(): readonly [Reception, Reception] {
  const completed = sampleReception();
  const { name, address, birthdate, sex } = completed.eligibility;
  const person = { name, address, birthdate, sex };
  const provisional = { ...completed, person, status: 'provisional', eligibility: null } as const;
  return [provisional, { ...completed, person, version: 2 }];
}

function versionIn(body: string): string {
  return /"version":(\d+)/.exec(body)?.[1] ?? '';
}

async function delivered(outbox: Outbox, sink: Sink): Promise<void> {
  const delivery = startDelivery({ outbox, sinks: [sink] });
  await vi.waitFor(() => expect(unwrap(outbox.backlog())).toMatchObject({ waiting: 0, parked: 0 }), {
    timeout: 30_000,
  });
  await delivery.stop();
}
