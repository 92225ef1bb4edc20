import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loopbackPlaces } from '../../scripts/bench/stream/localCluster.ts';
import { fhirSink } from '../../src/outbox/sinks/fhir/fhirSink.ts';
import { oqsFaceSink } from '../../src/outbox/sinks/oqs/oqsFaceSink.ts';
import { receptionIn } from '../../src/outbox/sinks/receptionBody.ts';
import type { Sink } from '../../src/outbox/sinks/sink.ts';
import type { SinkName } from '../../src/outbox/sinks/sinkNames.ts';
import { streamSink } from '../../src/outbox/sinks/stream/streamSink.ts';
import { webhookSink } from '../../src/outbox/sinks/webhook/webhookSink.ts';
import { runningClinic, secret } from '../support/outbox/clinic.ts';
import { everyKind } from '../support/outbox/everyKind.ts';
import { runningFhirServer } from '../support/outbox/fhirServer.ts';
import { parcelOf } from '../support/outbox/parcel.ts';
import { patientName, sampleReception, temporaryFolder } from '../support/outbox/queue.ts';
import { heldBy, runningStream, stream, subject } from '../support/outbox/streamCluster.ts';

const timeLimitMs = 5_000;

/** A sink, what its real counterpart holds, and the same sink where nobody is. */
interface Pair {
  readonly sink: Sink;
  readonly held: () => Promise<number>;
  readonly away: Sink;
}

const pairs: Readonly<Record<SinkName, () => Promise<Pair>>> = {
  async webhook() {
    const { clinic, url } = await runningClinic();
    return {
      sink: webhookSink({ url, secret, timeLimitMs }),
      held: async () => clinic.receptions().length,
      away: webhookSink({ url: 'http://127.0.0.1:1/', secret, timeLimitMs }),
    };
  },
  async 'oqs-face'() {
    const root = temporaryFolder();
    mkdirSync(join(root, 'face'));
    const options = { encoding: 'utf-8', timeLimitMs } as const;
    return {
      sink: oqsFaceSink({ root, ...options }),
      held: async () => readdirSync(join(root, 'face')).length,
      away: oqsFaceSink({ root: join(root, 'not-mounted'), ...options }),
    };
  },
  async fhir() {
    const server = await runningFhirServer();
    const options = { clinicName: 'ひいらぎ内科', timeLimitMs };
    return {
      sink: fhirSink({ baseUrl: server.url, ...options }),
      held: async () => (await server.held('CoverageEligibilityResponse')).length,
      away: fhirSink({ baseUrl: 'http://127.0.0.1:1/fhir', ...options }),
    };
  },
  async stream() {
    const { cluster, sink } = await runningStream(await loopbackPlaces(1));
    return {
      sink,
      held: async () => (await heldBy(cluster)).length,
      away: streamSink({ servers: ['nats://127.0.0.1:1'], clientName: 'front-desk-1', stream, subject, timeLimitMs }),
    };
  },
};

describe.each(Object.entries(pairs))('the %s sink', (name, pair) => {
  test('takes each reception once, however often it is offered, and leaves the body alone', async () => {
    const { sink, held } = await pair();
    expect(sink.name).toBe(name);
    for (const reception of [sampleReception(), sampleReception()]) {
      for (let attempt = 0; attempt < 3; attempt += 1) {
        const parcel = parcelOf(reception);
        expect(await sink.deliver(parcel, AbortSignal.timeout(timeLimitMs))).toEqual({ kind: 'taken' });
        expect(receptionIn(parcel.body)).toEqual(reception);
      }
    }
    expect(await held()).toBe(2);
  });

  test('says that nobody is there, without a word of the patient', async () => {
    const { away } = await pair();
    const outcome = await away.deliver(parcelOf(sampleReception()), AbortSignal.timeout(timeLimitMs));
    expect(outcome).toMatchObject({ kind: 'unavailable' });
    expect(JSON.stringify(outcome)).not.toContain(patientName.slice(0, 2));
  });

  test('delivers nothing once it was interrupted', async () => {
    const { sink, held } = await pair();
    const interrupted = AbortSignal.abort(new Error('interrupted'));
    expect(await sink.deliver(parcelOf(sampleReception()), interrupted)).toMatchObject({ kind: 'unavailable' });
    expect(await held()).toBe(0);
  });
});

test.each(everyKind())(
  'of a newer version of this program the sinks read what they know, at any depth: %s',
  (_name, reception) => {
    expect(receptionIn(parcelOf(reception).body)).toEqual(reception);
    expect(receptionIn(Buffer.from(JSON.stringify(withMore(reception))))).toEqual(reception);
  },
);

test('what is no reception is none', () => {
  expect(receptionIn(Buffer.from('{"id":1}'))).toBeUndefined();
  expect(receptionIn(Buffer.from([0xff, 0xfe]))).toBeUndefined();
});

/** The same with a field nobody knows in every object. */
function withMore(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withMore);
  if (typeof value !== 'object' || value === null) return value;
  const known = Object.entries(value).map(([name, each]) => [name, withMore(each)] as const);
  return { ...Object.fromEntries(known), new: { deep: true } };
}
