import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { configJsonSchema } from '../../src/config/jsonSchema.ts';
import { checkConfig } from '../../src/config/load.ts';
import { readPemFiles } from '../../src/config/pemFiles.ts';
import { readCertificate } from '../../src/desk/certificate.ts';
import { createGatewayClient } from '../../src/eligibility/httpGateway.ts';
import { openSinks } from '../../src/kiosk/sinks.ts';
import { tlsOf } from '../../src/kiosk/tlsOf.ts';
import { startDelivery } from '../../src/outbox/delivery.ts';
import { listEntries } from '../../src/outbox/inspection.ts';
import { redacted } from '../../src/problem/redacted.ts';
import { failed, type Problem, problemOf, type Result, unwrap } from '../../src/problem/result.ts';
import { openLog } from '../../src/system/log.ts';
import { sampleReception, temporaryFolder, temporaryOutbox } from '../support/outbox/queue.ts';

const planted = 'pL4nted-v4lue';

const texts = [
  ['a password in an address', `Failed to parse URL from https://kiosk:${planted}@clinic.example/x`],
  ['a password with odd signs', `connect tls://kiosk:a/${planted}@b@n1.example:4222 refused`],
  ['a token in front of a host', `nats://${planted}@n1.example:4222`],
  ['a bearer token', `invalid header authorization: Bearer ${planted}`],
  ['a basic authorization', `{"authorization":"Basic ${planted}=="}`],
  ['a token in a query', `GET https://clinic.example/x?a=1&access_token=${planted}&b=2`],
  ['a password in a list', `password=${planted}; host=clinic`],
  ['a private key', `-----BEGIN EC PRIVATE KEY-----\n${planted}\n-----END EC PRIVATE KEY-----`],
  ['a private key that is cut off', `error in -----BEGIN PRIVATE KEY-----\\n${planted}`],
  ['credentials of NATS', `-----BEGIN USER NKEY SEED-----\n${planted}\n------END USER NKEY SEED------`],
  ['a JSON web token', `token eyJhbGciOi.${planted}.c2ln was refused`],
] as const;

describe.each(texts)('%s', (_what, text) => {
  test('is in no problem, whoever made it', () => {
    const made = failed('U-402', text);
    expect(JSON.stringify([made, problemOf(new Error(text), 'U-402'), redacted(text)])).not.toContain(planted);
    expect(made.problem.detail).toContain('[…]');
  });

  test('is in no line of the log', () => {
    const folder = temporaryFolder();
    const { log } = openLog(folder, 'kiosk-1');
    log.error({ detail: text, nested: { error: [text] } }, text);
    const written = readFileSync(join(folder, 'log', 'kiosk.log'), 'utf8');
    expect(JSON.parse(written)).toMatchObject({ level: 50, kiosk: 'kiosk-1' });
    expect(written).not.toContain(planted);
  });

  test('is in no row of the queue that says why a delivery failed', async () => {
    const outbox = temporaryOutbox();
    unwrap(outbox.record(sampleReception()));
    const told: unknown[] = [];
    const delivery = startDelivery({
      outbox,
      sinks: [
        {
          name: 'webhook',
          timeLimitMs: 1_000,
          versions: 'in-order',
          deliver: async () => ({ kind: 'refused', detail: text }),
        },
      ],
      onEvent: (event) => told.push(event),
    });
    await expect.poll(() => told.length).toBeGreaterThan(0);
    await delivery.stop();
    expect(JSON.stringify([told, unwrap(listEntries(outbox.store, 10))])).not.toContain(planted);
    expect(JSON.stringify(told)).toContain('[…]');
  });
});

test.each([
  'ECONNREFUSED',
  'HTTP 503',
  '/etc/uketsuke/ca.pem holds no certificate (PEM)',
  'a basic four items answer',
  'eligibility.gatewayUrl is not set',
  'JetStream 10054',
  '3; see queue list --unreconciled',
])('what is no secret stays: %s', (text) => {
  expect(redacted(text)).toBe(text);
});

/** Every key of the configuration that takes text, by its dotted path. */
const textKeys = keysIn(JSON.parse(configJsonSchema()), []);

test('there are settings to plant secrets in', () => {
  expect(textKeys).toEqual(
    expect.arrayContaining(['eligibility.gatewayUrl', 'outbox.sinks.stream.servers', 'clinic.name']),
  );
  expect(textKeys.length).toBeGreaterThan(25);
});

describe.each(textKeys)('a secret in the setting %s', (key) => {
  test.each([
    `https://kiosk:${planted}@127.0.0.1:1/`,
    `https://127.0.0.1:1/?token=${planted}`,
    `tls://${planted}@127.0.0.1:1`,
    `Bearer ${planted}`,
  ])('comes out nowhere: %s', async (value) => {
    const isList = /servers|trustAnchors|faceIssuers|languages|nameVariants/.test(key);
    const sinks = ['webhook', 'fhir', 'stream'].map((name) => ({
      path: ['outbox', 'sinks', name, 'enabled'],
      value: true,
    }));
    const outcome = checkConfig(JSON.stringify(reachable), [
      ...sinks,
      { path: key.split('.'), value: isList ? [value] : value },
    ]);
    const said = outcome.ok ? await everythingSaidBy(outcome.config) : outcome.faults;
    expect(JSON.stringify(said)).not.toContain(planted);
  });
});

/** Systems at a port where nobody answers. */
const reachable = {
  eligibility: { gatewayUrl: 'https://127.0.0.1:1/' },
  outbox: {
    sinks: {
      webhook: { url: 'https://127.0.0.1:1/', secretFile: 'nothing' },
      fhir: { baseUrl: 'https://127.0.0.1:1/' },
      stream: { servers: ['tls://127.0.0.1:1'] },
    },
  },
};

type Config = Extract<ReturnType<typeof checkConfig>, { ok: true }>['config'];

/** What goes wrong with it when it is used: problems, and the log. */
async function everythingSaidBy(config: Config): Promise<readonly unknown[]> {
  const folder = temporaryFolder();
  const { log } = openLog(folder, 'kiosk-1');
  const { eligibility, card, desk } = config;
  const http = { url: eligibility.gatewayUrl, institutionCode: config.clinic.institutionCode, timeoutMs: 500 };
  const certificate = { certificateFile: desk.certificateFile, keyFile: desk.keyFile };
  const never = new AbortController().signal;
  const results: readonly Result<unknown>[] = [
    tlsOf('eligibility', eligibility, folder),
    readPemFiles('card.trustAnchors', card.trustAnchors, folder, () => failed('U-702', 'no certificate')),
    readPemFiles('card.faceIssuers', card.faceIssuers, folder, () => failed('U-702', 'no key')),
    openSinks({ config, folder, log }),
    ...(desk.certificateFile === '' ? [] : [await readCertificate(certificate, Date.now())]),
    await createGatewayClient(http).acceptsPrescriptions(never),
  ];
  const problems = results.flatMap((each): Problem[] => (each.ok ? [] : [each.problem]));
  for (const { code, detail } of problems) log.error({ problem: code, detail }, 'said');
  expect(problems.length).toBeGreaterThan(0);
  return [problems, readFileSync(join(folder, 'log', 'kiosk.log'), 'utf8')];
}

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
}

function keysIn({ properties = {} }: Schema, path: readonly string[]): readonly string[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    if (schema.properties) return keysIn(schema, [...path, name]);
    return name !== '$schema' && takesText(schema) ? [[...path, name].join('.')] : [];
  });
}

function takesText({ type, items, anyOf }: Schema): boolean {
  return type === 'string' || (items !== undefined && takesText(items)) || (anyOf?.some(takesText) ?? false);
}
