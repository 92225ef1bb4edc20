import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkConfig } from '../../src/config/load.ts';
import type { KioskConfig } from '../../src/config/schema.ts';
import { type OpenSinks, type OpenSinksOptions, openSinks } from '../../src/kiosk/sinks.ts';
import { unwrap } from '../../src/problem/result.ts';
import { runningClinic, secret } from '../support/outbox/clinic.ts';
import { runningFhirServer } from '../support/outbox/fhirServer.ts';
import { parcelOf } from '../support/outbox/parcel.ts';
import { sampleReception, temporaryFolder } from '../support/outbox/queue.ts';

const log = pino({ enabled: false });

describe('the sinks a configuration enables', () => {
  test('take a reception each: the folder and the FHIR server, beside the simulator’s clinic', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'share', 'face'), { recursive: true });
    const fhir = await runningFhirServer();
    const { clinic, url } = await runningClinic();
    const config = configWith({
      oqsFace: { enabled: true, folder: './share', encoding: 'shift_jis' },
      fhir: { enabled: true, baseUrl: fhir.url },
    });
    const { sinks } = opened({ config, folder, log, simulatedClinic: { url, secret } });
    expect(sinks.map(({ name }) => name)).toEqual(['webhook', 'oqs-face', 'fhir']);
    for (const sink of sinks) {
      const outcome = await sink.deliver(parcelOf(sampleReception()), AbortSignal.timeout(sink.timeLimitMs));
      expect(outcome).toEqual({ kind: 'taken' });
    }
    expect(clinic.receptions()).toHaveLength(1);
    expect(readdirSync(join(folder, 'share', 'face'))).toHaveLength(1);
    expect(await fhir.held('Coverage')).toHaveLength(1);
  });

  test('never post an invented patient to the configured address', async () => {
    const { clinic, url } = await runningClinic();
    const real = await runningClinic();
    const folder = temporaryFolder();
    const config = configWith({ webhook: { enabled: true, url: real.url, secretFile: 'secret' } });
    const { sinks } = opened({ config, folder, log, simulatedClinic: { url, secret } });
    for (const sink of sinks) await sink.deliver(parcelOf(sampleReception()), AbortSignal.timeout(sink.timeLimitMs));
    expect([clinic.receptions().length, real.clinic.receptions().length]).toEqual([1, 0]);
  });

  test('read their secrets relative to the configuration, and refuse one that others can read', async () => {
    const { clinic, url } = await runningClinic();
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'secret'), `${secret.toString('utf8')}\n`, { mode: 0o600 });
    writeFileSync(join(folder, 'open'), 'open to everybody, this', { mode: 0o644 });
    const webhook = { enabled: true, url, secretFile: 'secret' };
    const [sink] = opened({ config: configWith({ webhook }), folder, log }).sinks;
    expect(await sink?.deliver(parcelOf(sampleReception()), AbortSignal.timeout(5_000))).toEqual({ kind: 'taken' });
    expect(clinic.receptions()).toHaveLength(1);

    const careless = [
      { webhook: { ...webhook, secretFile: 'open' } },
      { webhook: { ...webhook, secretFile: 'missing' } },
      { fhir: { enabled: true, baseUrl: 'http://127.0.0.1:1/', tokenFile: 'open' } },
      { stream: { enabled: true, servers: ['nats://127.0.0.1:1'], credentialsFile: 'open' } },
    ];
    for (const sinks of careless) {
      expect(openSinks({ config: configWith(sinks), folder, log })).toMatchObject({ problem: { code: 'U-702' } });
    }
  });

  test('need to be one at least', () => {
    const folder = temporaryFolder();
    expect(openSinks({ config: configWith({}), folder, log })).toMatchObject({ ok: false, problem: { code: 'U-702' } });
  });

  test('see the versions of a reception in order, all of them', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'secret'), secret, { mode: 0o600 });
    const config = configWith({
      webhook: { enabled: true, url: 'http://127.0.0.1:1/', secretFile: 'secret' },
      oqsFace: { enabled: true, folder: '.' },
      fhir: { enabled: true, baseUrl: 'http://127.0.0.1:1/' },
      stream: { enabled: true, servers: ['nats://127.0.0.1:1'] },
    });
    const { sinks } = opened({ config, folder, log });
    expect(sinks.map(({ name, versions }) => [name, versions])).toEqual([
      ['webhook', 'in-order'],
      ['oqs-face', 'newest'],
      ['fhir', 'in-order'],
      ['stream', 'in-order'],
    ]);
  });
});

function configWith(sinks: object): KioskConfig {
  const outcome = checkConfig(JSON.stringify({ outbox: { sinks } }));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  return outcome.config;
}

function opened(options: OpenSinksOptions): OpenSinks {
  const sinks = unwrap(openSinks(options));
  onTestFinished(() => sinks.close());
  return sinks;
}
