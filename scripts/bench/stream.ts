/**
 * How many receptions a second a cluster of three on this machine takes, from 1 to 500 kiosks that each publish one
 * after the other, through the product's own sink; then what waiting receptions cost the servers. `node scripts/run.mjs bench/stream [--json]`
 */
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { streamSink } from '../../src/outbox/sinks/stream/streamSink.ts';
import { ok } from '../../src/problem/result.ts';
import { loadPeople } from '../../src/simulator/people.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { goldenReception } from '../fixtures/golden/goldenReception.ts';
import { streamSettings } from '../stream/streamSettings.ts';
import { loopbackPlaces, startCluster } from './stream/localCluster.ts';

const [stream, subject] = ['ARRIVALS', 'arrivals'];
const messagesARun = 3_000;
const timeLimitMs = 20_000;
const waitingReceptions = 300_000;
const waitingAtOnce = 500;

const [person] = loadPeople(projectRoot());
if (!person) throw new Error('no fixture people');
const body = Buffer.from(JSON.stringify(goldenReception(person)), 'utf8');

const cluster = startCluster(await loopbackPlaces(3));
try {
  await cluster.ready();
  const connection = await connect({ servers: [...cluster.servers] });
  const manager = await jetstreamManager(connection, { timeout: timeLimitMs });
  await manager.streams.add(streamSettings({ stream, subject, replicas: 3 }));
  for (const kiosks of [1, 5, 20, 50, 100, 250, 500]) {
    const result = await run(kiosks);
    const line = process.argv.includes('--json')
      ? JSON.stringify({ kiosks, bytes: body.length, ...result })
      : `${kiosks} kiosks: ${result.perSecond}/s, p50 ${result.p50Ms} ms, p99 ${result.p99Ms} ms`;
    process.stdout.write(`${line}\n`);
  }
  const before = await servers();
  const publisher = jetstream(connection);
  for (let count = 0; count < waitingReceptions; count += waitingAtOnce) {
    const ids = Array.from({ length: waitingAtOnce }, (_each, index) => `${uuid(count + index)}.v1`);
    await Promise.all(
      ids.map((id) => publisher.publish(`${subject}.${id}`, body, { msgID: id, timeout: timeLimitMs })),
    );
  }
  const after = await servers();
  const each = (total: number) => Math.round(total / (after.messages - before.messages));
  process.stdout.write(
    `${after.messages} receptions waiting: ${each(after.disk - before.disk)} bytes of disk and ` +
      `${each(after.memory - before.memory)} bytes of memory each, on each server; ` +
      `${Math.round(after.memory / 2 ** 20)} MB of memory in all\n`,
  );
  await connection.close();

  async function servers(): Promise<{ messages: number; disk: number; memory: number }> {
    const { state } = await manager.streams.info(stream);
    const memory = Math.max(...cluster.servers.map((_server, index) => cluster.residentBytes(index)));
    return { messages: state.messages, disk: state.bytes, memory };
  }
} finally {
  await cluster.close();
}

/** `kiosks` sinks with a connection each, all publishing at once as fast as they are acknowledged. */
async function run(kiosks: number): Promise<{ perSecond: number; p50Ms: number; p99Ms: number }> {
  const sinks = Array.from({ length: kiosks }, (_each, index) =>
    streamSink({ servers: cluster.servers, clientName: `kiosk-${index}`, stream, subject, timeLimitMs }),
  );
  const each = Math.ceil(messagesARun / kiosks);
  const times: number[] = [];
  // The first opens the connection, which a kiosk does once a day and not once a patient.
  await Promise.all(sinks.map((sink, index) => publish(sink, `warm-${kiosks}-${index}`)));
  const startedAt = performance.now();
  await Promise.all(
    sinks.map(async (sink, index) => {
      for (let count = 0; count < each; count += 1) {
        const sentAt = performance.now();
        await publish(sink, `${kiosks}-${index}-${count}`);
        times.push(performance.now() - sentAt);
      }
    }),
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  await Promise.all(sinks.map((sink) => sink.close()));
  const sorted = times.toSorted((one, other) => one - other);
  const at = (part: number): number => Math.round((sorted[Math.floor(sorted.length * part)] ?? 0) * 10) / 10;
  return { perSecond: Math.round(times.length / seconds), p50Ms: at(0.5), p99Ms: at(0.99) };
}

async function publish(sink: ReturnType<typeof streamSink>, id: string): Promise<void> {
  const parcel = { idempotencyKey: `${id}.v1`, body, memo: { read: () => ok(undefined), write: () => ok(undefined) } };
  const outcome = await sink.deliver(parcel, AbortSignal.timeout(timeLimitMs));
  if (outcome.kind !== 'taken') throw new Error(JSON.stringify(outcome));
}

/** As long as the ids that kiosks make. */
function uuid(count: number): string {
  return `01960000-0000-7000-8000-${count.toString(16).padStart(12, '0')}`;
}
