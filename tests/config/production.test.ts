import { describe, expect, test } from 'vitest';
import { checkConfig } from '../../src/config/load.ts';
import { sinkPlaces } from '../../src/config/sinkPlaces.ts';

/** A configuration that production takes as it is. */
const good = {
  kiosk: { mode: 'production' },
  face: { profile: 'standard' },
  card: { trustAnchors: ['anchors.pem'] },
  eligibility: { gatewayUrl: 'https://gateway.example/v1' },
  outbox: {
    sinks: {
      webhook: { enabled: true, url: 'https://clinic.example/receptions', secretFile: 'webhook.secret' },
      fhir: { enabled: true, baseUrl: 'https://fhir.example/r4' },
      stream: { enabled: true, servers: ['tls://n1.example:4222', 'tls://n2.example:4222'] },
    },
  },
};

/** A key, an address in clear, and what is to stand in its place. */
const inClear = [
  ['eligibility.gatewayUrl', 'http://gateway.example:8000/v1', 'https://gateway.example:8000'],
  ['outbox.sinks.webhook.url', 'http://10.0.0.8/receptions', 'https://10.0.0.8'],
  ['outbox.sinks.fhir.baseUrl', 'http://127.0.0.1.example/r4', 'https://127.0.0.1.example'],
  ['outbox.sinks.fhir.baseUrl', 'http://localhost.example/r4', 'https://localhost.example'],
  ['outbox.sinks.stream.servers', ['nats://n1.example:4222'], 'tls://n1.example:4222'],
] as const;

test('every sink that sends over the network is tried here', () => {
  const checked = checkConfig(JSON.stringify(good));
  if (!checked.ok) throw new Error('production takes what is good');
  const places = sinkPlaces(checked.config).filter(({ way }) => way.kind === 'network');
  expect(Object.keys(good.outbox.sinks).toSorted()).toEqual(places.map(({ section }) => section).toSorted());
  const addresses = places.map(
    ({ section, way }) => way.kind === 'network' && `outbox.sinks.${section}.${way.addresses.key}`,
  );
  expect(inClear.map(([key]) => key)).toEqual(expect.arrayContaining(addresses));
});

function faultsOf(changes: Readonly<Record<string, unknown>>) {
  const overrides = Object.entries(changes).map(([path, value]) => ({ path: path.split('.'), value }));
  const outcome = checkConfig(JSON.stringify(good), overrides);
  return outcome.ok ? [] : outcome.faults.map(({ key, message }) => `${key}: ${message}`);
}

test('production takes what is secured, and what stays on this machine', () => {
  expect(faultsOf({})).toEqual([]);
  for (const url of ['http://127.0.0.1:8080/', 'http://localhost/', 'http://[::1]:1/']) {
    expect(faultsOf({ 'eligibility.gatewayUrl': url, 'outbox.sinks.fhir.baseUrl': url })).toEqual([]);
  }
  expect(faultsOf({ 'outbox.sinks.stream.servers': ['nats://127.0.0.1:4222'] })).toEqual([]);
});

describe('production sends nothing in clear to another machine', () => {
  test.each(inClear)('%s', (key, value, instead) => {
    expect(faultsOf({ [key]: value })).toEqual([
      `${key}: kiosk.mode "production" sends nothing in clear to another machine; write "${instead}"`,
    ]);
    // For trying it is taken.
    expect(faultsOf({ [key]: value, 'kiosk.mode': 'trial' })).toEqual([]);
  });

  test('a sink that is not enabled may say what it likes', () => {
    expect(
      faultsOf({ 'outbox.sinks.fhir.baseUrl': 'http://fhir.example/', 'outbox.sinks.fhir.enabled': false }),
    ).toEqual([]);
  });
});

test.each([
  ['camera.device', 'TEST', '"/dev/video0"'],
  ['camera.device', 'FILE:/tmp/face.jpg', '"/dev/video0"'],
  ['camera.cardDevice', 'FILE:card.jpg', '"/dev/video2"'],
  ['card.driver', 'direct', '"pcsc"'],
])('production has no simulated %s: %s', (key, value, instead) => {
  const [fault, ...more] = faultsOf({ [key]: value });
  expect([fault, more]).toEqual([expect.stringContaining(instead), []]);
  expect(fault?.startsWith(`${key}: kiosk.mode "production" needs `)).toBe(true);
});

test('some servers secured and some not is refused everywhere', () => {
  const servers = ['tls://n1.example:4222', 'nats://127.0.0.1:4222'];
  expect(faultsOf({ 'outbox.sinks.stream.servers': servers, 'kiosk.mode': 'trial' })).toEqual([
    expect.stringMatching(/^outbox\.sinks\.stream\.servers: .*tls:\/\//),
  ]);
});

test.each(['eligibility', ...Object.keys(good.outbox.sinks).map((section) => `outbox.sinks.${section}`)])(
  'the certificate of %s goes with its key, and both with an address that is secured',
  (section) => {
    const both = { [`${section}.certificateFile`]: 'kiosk.pem', [`${section}.keyFile`]: 'kiosk.key' };
    expect(faultsOf(both)).toEqual([]);
    expect(faultsOf({ [`${section}.keyFile`]: 'kiosk.key' })).toEqual([
      `${section}.certificateFile: certificateFile and keyFile go together`,
    ]);
    const plain = {
      'eligibility.gatewayUrl': 'http://localhost/',
      'outbox.sinks.webhook.url': 'http://localhost/',
      'outbox.sinks.fhir.baseUrl': 'http://localhost/',
      'outbox.sinks.stream.servers': ['nats://localhost:4222'],
    };
    expect(faultsOf({ ...plain, [`${section}.caFile`]: 'ca.pem' })).toEqual([
      expect.stringMatching(new RegExp(`^${section.replaceAll('.', '\\.')}\\.caFile: has no use`)),
    ]);
  },
);

test.each([
  ['eligibility.gatewayUrl', 'https://kiosk:s3cret-value@gateway.example/'],
  ['outbox.sinks.webhook.url', 'https://s3cret-value@clinic.example/'],
  ['outbox.sinks.fhir.baseUrl', 'https://:s3cret-value@fhir.example/'],
  ['outbox.sinks.stream.servers', ['tls://kiosk:s3cret-value@n1.example:4222']],
])('an address with a password in it is refused, and the password not repeated: %s', (key, value) => {
  const faults = faultsOf({ [key]: value });
  expect(faults).toEqual([expect.stringMatching(/must hold no name or password/)]);
  expect(faults[0]?.startsWith(key)).toBe(true);
  expect(faults.join()).not.toContain('s3cret-value');
});
