import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect, type NodeConnectionOptions } from '@nats-io/transport-node';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { loopbackPlaces } from '../../scripts/bench/stream/localCluster.ts';
import { streamSettings } from '../../scripts/stream/streamSettings.ts';
import { type StreamOptions, streamSink } from '../../src/outbox/sinks/stream/streamSink.ts';
import { sampleReception, temporaryFolder } from '../support/outbox/queue.ts';
import { deliver, stream, subject } from '../support/outbox/streamCluster.ts';
import { type Authority, type Issued, newAuthority } from '../support/system/certificates.ts';

let hospital: Authority;
let server: Issued;
let kiosk: Issued;

beforeAll(() => {
  hospital = newAuthority('hospital');
  server = hospital.issue('server');
  kiosk = hospital.issue('kiosk-1');
});

afterAll(() => hospital.clear());

test('a server that offers TLS alone, and demands a certificate, is delivered to with both', async () => {
  const nats = await natsServer('verify: true');
  const trusted = { ca: hospital.cert, cert: kiosk.cert, key: kiosk.key };
  expect(await offer(nats.port, { tls: trusted })).toMatchObject({ kind: 'taken' });
  expect(await nats.held(trusted)).toBe(1);
});

test.each([
  ['without a certificate', () => ({ ca: hospital.cert })],
  ['without an authority that is trusted', () => ({ cert: kiosk.cert, key: kiosk.key })],
  ['with nothing said of TLS but the address', () => undefined],
])('%s nothing is delivered to it', async (_how, tls) => {
  const nats = await natsServer('verify: true');
  const given = tls();
  expect(await offer(nats.port, given ? { tls: given } : {})).toMatchObject({ kind: 'unavailable' });
  expect(await nats.held({ ca: hospital.cert, cert: kiosk.cert, key: kiosk.key })).toBe(0);
});

test('a server in clear is refused where the address says tls://, and taken where it says nats://', async () => {
  const nats = await natsServer(undefined);
  expect(await offer(nats.port, {})).toMatchObject({ kind: 'unavailable' });
  expect(await nats.held(undefined)).toBe(0);
  expect(await offer(nats.port, { servers: [`nats://127.0.0.1:${nats.port}`] })).toMatchObject({ kind: 'taken' });
});

test('whoever stands between and takes the offer of TLS away is told nothing at all', async () => {
  const heard: Buffer[] = [];
  const between = createServer((socket: Socket) => {
    socket.on('data', (data) => heard.push(data));
    socket.on('error', () => undefined);
    socket.write('INFO {"server_id":"x","version":"2.9.0","proto":1,"max_payload":1048576,"jetstream":true}\r\n');
  }).listen(0, '127.0.0.1');
  await once(between, 'listening');
  onTestFinished(() => void between.close());
  const address = between.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  expect(await offer(port, { tls: { ca: hospital.cert } })).toMatchObject({ kind: 'unavailable' });
  expect(Buffer.concat(heard).toString('latin1')).toBe('');
});

function offer(port: number, changes: Partial<StreamOptions>) {
  const servers = [`tls://127.0.0.1:${port}`];
  const sink = streamSink({ servers, clientName: 'front-desk-1', stream, subject, timeLimitMs: 4_000, ...changes });
  onTestFinished(() => sink.close());
  return deliver(sink, sampleReception());
}

/** One real nats-server with the stream on it. @param tls what its `tls` section says beside the files; none: clear */
async function natsServer(tls: string | undefined) {
  const folder = temporaryFolder();
  const [place] = await loopbackPlaces(1);
  const port = place?.clientPort ?? 0;
  const files = `cert_file: "${server.certificateFile}", key_file: "${server.keyFile}", ca_file: "${hospital.certificateFile}"`;
  writeFileSync(
    join(folder, 'server.conf'),
    `listen: "127.0.0.1:${port}"
     jetstream { store_dir: "${join(folder, 'store')}" }
     ${tls === undefined ? '' : `tls { ${files}, ${tls} }`}\n`,
  );
  const child = spawn('nats-server', ['-c', join(folder, 'server.conf')], { stdio: 'ignore' });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  });
  const manager = async (identity: NodeConnectionOptions['tls']) => {
    const connection = await connect({
      servers: `127.0.0.1:${port}`,
      reconnect: false,
      ...(identity ? { tls: identity } : {}),
    });
    return { connection, manager: await jetstreamManager(connection) };
  };
  const ours = tls === undefined ? undefined : { ca: hospital.cert, cert: kiosk.cert, key: kiosk.key };
  const opened = await untilItAnswers(() => manager(ours));
  await opened.manager.streams.add(streamSettings({ stream, subject, replicas: 1 }));
  await opened.connection.close();
  return {
    port,
    /** How many messages the stream holds. */
    held: async (identity: NodeConnectionOptions['tls']) => {
      const opened = await manager(identity);
      const { state } = await opened.manager.streams.info(stream);
      await opened.connection.close();
      return state.messages;
    },
  };
}

async function untilItAnswers<T>(ask: () => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + 20_000;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
      await sleep(100);
    }
  }
}
