import { once } from 'node:events';
import { chmodSync, writeFileSync } from 'node:fs';
import { createServer, type ServerOptions } from 'node:https';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { checkConfig } from '../../src/config/load.ts';
import { createGatewayClient } from '../../src/eligibility/httpGateway.ts';
import { httpClient } from '../../src/kernel/httpClient.ts';
import { openSinks } from '../../src/kiosk/sinks.ts';
import { tlsOf } from '../../src/kiosk/tlsOf.ts';
import type { SinkSection } from '../../src/outbox/sinks/sinkNames.ts';
import { unwrap } from '../../src/problem/result.ts';
import { parcelOf } from '../support/outbox/parcel.ts';
import { sampleReception, temporaryFolder } from '../support/outbox/queue.ts';
import { type Authority, type Issued, newAuthority } from '../support/system/certificates.ts';

interface Keys {
  readonly caFile?: string;
  readonly certificateFile?: string;
  readonly keyFile?: string;
}

let hospital: Authority;
let server: Issued;
let kiosk: Issued;
let stranger: Authority;

beforeAll(() => {
  hospital = newAuthority('hospital');
  server = hospital.issue('server');
  kiosk = hospital.issue('kiosk-1');
  stranger = newAuthority('stranger');
});

afterAll(() => {
  hospital.clear();
  stranger.clear();
});

const whole = (): Keys => ({ caFile: hospital.certificateFile, ...filesOf(kiosk) });
const filesOf = ({ certificateFile, keyFile }: Issued): Keys => ({ certificateFile, keyFile });

/** The sinks that speak HTTP: a folder has no TLS, and a cluster's own is tried in tests/outbox. */
type HttpSinkSection = Exclude<SinkSection, 'oqsFace' | 'stream'>;

/** Everything that speaks HTTP with a clinic's system: one attempt with these keys in its section, good or not. */
const clients: Readonly<Record<'eligibility' | HttpSinkSection, (url: string, keys: Keys) => Promise<boolean>>> = {
  eligibility: async (url, keys) => {
    const { eligibility } = configOf({ eligibility: { gatewayUrl: url, ...keys } });
    const client = createGatewayClient({
      url,
      institutionCode: '1311234567',
      timeoutMs: 5_000,
      http: httpClient(unwrap(tlsOf('eligibility', eligibility, '/'))),
    });
    const asked = await client.acceptsPrescriptions(new AbortController().signal);
    // The server of this test knows nothing of eligibility: reached is answered with another number.
    return !asked.ok && asked.problem.code === 'U-403';
  },
  webhook: (url, keys) => delivered({ webhook: { enabled: true, url, secretFile: secretFile(), ...keys } }),
  fhir: (url, keys) => delivered({ fhir: { enabled: true, baseUrl: url, ...keys } }),
};

describe.each(Object.entries(clients))('%s behind TLS that demands a certificate', (_name, reaches) => {
  test('is reached with the kiosk’s own, and knows it by it', async () => {
    const { url, seen } = await demanding({});
    expect(await reaches(url, whole())).toBe(true);
    expect(seen).toEqual(['kiosk-1']);
  });

  test.each([
    ['without a certificate', () => ({ caFile: hospital.certificateFile })],
    ['with one that another authority issued', () => ({ ...whole(), ...filesOf(stranger.issue('kiosk-1')) })],
    ['where only another authority is trusted', () => ({ ...whole(), caFile: stranger.certificateFile })],
    ['where only the public authorities are trusted', () => filesOf(kiosk)],
  ])('is sent nothing %s', async (_how, keys) => {
    const { url, seen } = await demanding({});
    expect(await reaches(url, keys())).toBe(false);
    expect(seen).toEqual([]);
  });

  test.each([
    ['CBC', { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA256:ECDHE-ECDSA-AES128-SHA' }],
    ['TLS 1.1', { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }],
  ] as const)('is sent nothing where it speaks %s only', async (_what, weak) => {
    const { url, seen } = await demanding(weak);
    expect(await reaches(url, whole())).toBe(false);
    expect(seen).toEqual([]);
  });
});

describe('the files of a connection', () => {
  const problemOf = (keys: Keys) => {
    const { eligibility } = configOf({ eligibility: { gatewayUrl: 'https://gateway.example/', ...keys } });
    const read = tlsOf('eligibility', eligibility, '/');
    return read.ok ? undefined : read.problem;
  };

  test('are named with their section where one is missing, no certificate, or of another key', () => {
    const nothing = join(temporaryFolder(), 'nothing.pem');
    for (const keys of [
      { ...whole(), caFile: nothing },
      { ...whole(), caFile: kiosk.keyFile },
      { ...whole(), keyFile: server.keyFile },
    ]) {
      expect(problemOf(keys)).toMatchObject({ code: 'U-702', detail: expect.stringMatching(/^eligibility: .*\//) });
    }
    expect(problemOf(whole())).toBeUndefined();
  });

  test('a key that others may read is not used', () => {
    const other = hospital.issue('open');
    chmodSync(other.keyFile, 0o644);
    expect(problemOf({ ...whole(), ...filesOf(other) })).toMatchObject({
      code: 'U-702',
      detail: `eligibility: ${other.keyFile} is open to others: chmod 600`,
    });
  });
});

function configOf(given: object) {
  const outcome = checkConfig(JSON.stringify(given));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  return outcome.config;
}

async function delivered(sinks: object): Promise<boolean> {
  const config = configOf({ outbox: { sinks } });
  const open = unwrap(openSinks({ config, folder: '/', log: pino({ level: 'silent' }) }));
  onTestFinished(() => open.close());
  const outcome = await open.sinks[0]?.deliver(parcelOf(sampleReception()), AbortSignal.timeout(5_000));
  return outcome?.kind === 'taken';
}

function secretFile(): string {
  const file = join(temporaryFolder(), 'webhook.secret');
  writeFileSync(file, 'x'.repeat(32), { mode: 0o600 });
  return file;
}

/** A system that lets nobody in without a certificate of the hospital's; `seen` are the names of those it answered. */
async function demanding(weak: ServerOptions): Promise<{ readonly url: string; readonly seen: readonly string[] }> {
  const seen: string[] = [];
  const { cert, key } = server;
  const options = { cert, key, ca: hospital.cert, requestCert: true, rejectUnauthorized: true, ...weak };
  const listening = createServer(options, (request, response) => {
    const { subject } = (request.socket as TLSSocket).getPeerCertificate();
    seen.push(String(subject?.CN));
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        resourceType: 'Bundle',
        type: 'transaction-response',
        entry: [{ response: { status: '201 Created' } }],
      }),
    );
  });
  listening.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  onTestFinished(() => {
    listening.closeAllConnections();
    listening.close();
  });
  const address = listening.address();
  return { url: `https://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`, seen };
}
