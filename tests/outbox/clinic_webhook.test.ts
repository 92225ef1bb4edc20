import { createHmac } from 'node:crypto';
import { chmodSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { readOrCreateSecretFile, readSecretFile } from '../../src/outbox/sinks/secret.ts';
import { orForTheClock } from '../../src/outbox/sinks/webhook/clocksApart.ts';
import { webhookSink } from '../../src/outbox/sinks/webhook/webhookSink.ts';
import { unwrap } from '../../src/problem/result.ts';
import type { Reception } from '../../src/reception/reception.ts';
import { readApiDocument } from '../support/docs/apiDocument.ts';
import { runningClinic, runningQueue, secret } from '../support/outbox/clinic.ts';
import { everyKind } from '../support/outbox/everyKind.ts';
import { parcelOf } from '../support/outbox/parcel.ts';
import { sampleReception, temporaryFolder } from '../support/outbox/queue.ts';

describe('the signature of a webhook', () => {
  test('is what the documents say, computed here by hand', async () => {
    const { clinic, url } = await runningClinic();
    const reception = sampleReception();
    const response = await post(url, signed(reception));
    expect(response.status).toBe(201);
    expect(clinic.receptions()).toMatchObject([{ deliveries: 1, reception }]);
  });

  test.each([
    ['over another body', (request: Request) => ({ ...request, body: request.body.replace('山田', '山本') })],
    ['with another secret', (request: Request) => resigned(request, 'another secret')],
    ['over another time', (request: Request) => withHeaders(request, { 'x-uketsuke-timestamp': '1700000000' })],
    ['missing', (request: Request) => withHeaders(request, { 'x-uketsuke-signature': undefined })],
    ['without its time', (request: Request) => withHeaders(request, { 'x-uketsuke-timestamp': undefined })],
    ['of yesterday', () => signed(sampleReception(), Date.now() - 24 * 60 * 60_000)],
  ])('is refused with 401 when %s', async (_what, spoil) => {
    const { clinic, url } = await runningClinic();
    const response = await post(url, spoil(signed(sampleReception())));
    expect(response.status).toBe(401);
    expect(clinic.receptions()).toEqual([]);
  });
});

describe('the key of a webhook', () => {
  test('marks a repeated delivery: taken once, counted twice', async () => {
    const { clinic, url } = await runningClinic();
    const request = signed(sampleReception());
    expect([(await post(url, request)).status, (await post(url, request)).status]).toEqual([201, 200]);
    expect(clinic.receptions()).toMatchObject([{ deliveries: 2 }]);
  });

  test('with another body is a conflict, and the first stays', async () => {
    const { clinic, url } = await runningClinic();
    const reception = sampleReception();
    await post(url, signed(reception));
    expect((await post(url, signed({ ...reception, kiosk: 'another' }))).status).toBe(409);
    expect(clinic.receptions()).toMatchObject([{ deliveries: 1, reception }]);
    expect(clinic.conflicts()).toMatchObject([{ idempotencyKey: `${reception.id}.v1` }]);
  });

  test('is needed, and belongs to the body', async () => {
    const { url } = await runningClinic();
    const request = signed(sampleReception());
    expect((await post(url, withHeaders(request, { 'idempotency-key': undefined }))).status).toBe(400);
    expect((await post(url, withHeaders(request, { 'idempotency-key': 'anything' }))).status).toBe(422);
  });
});

describe('the webhook sink', () => {
  test('follows no redirection with a patient’s data', async () => {
    const { clinic, url } = await runningClinic();
    const { createServer } = await import('node:http');
    const mover = createServer((_request, response) => response.writeHead(307, { location: url }).end());
    await new Promise<void>((resolve) => mover.listen(0, '127.0.0.1', resolve));
    const address = mover.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const sink = webhookSink({ url: `http://127.0.0.1:${port}/`, secret, timeLimitMs: 2_000 });
    const reception = sampleReception();
    const parcel = parcelOf(reception);
    const outcome = await sink.deliver(parcel, AbortSignal.timeout(2_000));
    mover.close();
    expect(outcome).toEqual({ kind: 'unavailable', detail: 'HTTP 307', needs: 'set-up' });
    expect(clinic.receptions()).toEqual([]);
  });
});

describe('a signature that is not accepted', () => {
  const answerAt = async (apartMs: number, sharedSecret: Uint8Array = secret) => {
    const { url } = await runningClinic();
    const now = () => Date.now() + apartMs;
    const sink = webhookSink({ url, secret: sharedSecret, timeLimitMs: 2_000, now });
    return sink.deliver(parcelOf(sampleReception()), AbortSignal.timeout(2_000));
  };

  test.each([
    [-8, 'HTTP 401, its clock is 8 minutes ahead'],
    [9, 'HTTP 401, its clock is 9 minutes behind'],
  ])('with a clock that is %i minutes off is told as that', async (minutes, detail) => {
    expect(await answerAt(minutes * 60_000)).toEqual({ kind: 'unavailable', detail, needs: 'clock' });
  });

  test('with a clock that is near enough is a matter of the secret', async () => {
    const other = Buffer.from('another secret of sixteen', 'utf8');
    expect(await answerAt(4 * 60_000)).toEqual({ kind: 'taken' });
    expect(await answerAt(4 * 60_000, other)).toEqual({ kind: 'unavailable', detail: 'HTTP 401', needs: 'set-up' });
  });

  test.each([null, '', 'yesterday', '0', '2020-01-01 09:00:00'])(
    'by a receiver that says of its clock %j is a matter of the secret',
    (date) => {
      const outcome = { kind: 'unavailable', detail: 'HTTP 401', needs: 'set-up' } as const;
      expect(orForTheClock(outcome, date, Date.now())).toEqual(outcome);
    },
  );

  test('is told as U-514 while it waits, and delivered once the clock is right', async () => {
    const { clinic, url } = await runningClinic();
    const clock = { apartMs: -8 * 60_000 };
    const { outbox, events } = runningQueue(url, { now: () => Date.now() + clock.apartMs });
    unwrap(outbox.record(sampleReception()));
    await vi.waitFor(() => expect(events).toContainEqual(expect.objectContaining({ kind: 'postponed' })));
    expect(events[0]).toMatchObject({ problem: { code: 'U-514', detail: 'HTTP 401, its clock is 8 minutes ahead' } });
    clock.apartMs = 0;
    await vi.waitFor(() => expect(clinic.receptions()).toMatchObject([{ deliveries: 1 }]));
    expect(unwrap(outbox.backlog())).toMatchObject({ parked: 0 });
  });
});

describe('the file with the secret', () => {
  test('is refused as U-702 when others can read it, when it is short, when it is not there', () => {
    const file = join(temporaryFolder(), 'secrets', 'webhook');
    expect(readSecretFile(file)).toMatchObject({ ok: false, problem: { code: 'U-702' } });
    expect(unwrap(readOrCreateSecretFile(file)).length).toBe(64);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(unwrap(readOrCreateSecretFile(file))).toEqual(unwrap(readSecretFile(file)));
    chmodSync(file, 0o640);
    expect(readSecretFile(file)).toMatchObject({ ok: false, problem: { code: 'U-702' } });
    chmodSync(file, 0o600);
    writeFileSync(file, 'short\n');
    expect(readSecretFile(file)).toMatchObject({ ok: false, problem: { code: 'U-702' } });
  });
});

describe('docs/api/clinic-webhook.yaml', () => {
  const document = readApiDocument('clinic-webhook.yaml');

  test('names the path and the headers of what is sent', async () => {
    const { url } = await runningClinic();
    expect(document.paths).toEqual([new URL(url).pathname]);
    const names = document.operations.flatMap(({ parameters }) =>
      z.array(z.looseObject({ name: z.string() })).parse(parameters),
    );
    expect(names.map(({ name }) => name).toSorted()).toEqual([
      'Idempotency-Key',
      'X-Uketsuke-Signature',
      'X-Uketsuke-Timestamp',
    ]);
  });

  test('describes real bodies', () => {
    const reception = sampleReception();
    const bodies = [
      reception,
      sampleReception({ holder: { method: 'pin', provenAt: reception.receivedAt }, consents: [] }),
      sampleReception({ eligibility: { ...reception.eligibility, validity: 'none-found', insurance: null } }),
      sampleReception({ eligibility: { ...reception.eligibility, warning: 'a warning' } }),
    ];
    for (const body of [...bodies, ...everyKind().map(([, each]) => each)]) {
      expect(document.describes('Reception', body), JSON.stringify(body)).toBe(true);
    }
  });

  test('does not describe anything else', () => {
    const reception = sampleReception();
    const { token: _left, ...incomplete } = reception;
    const others = [
      {},
      incomplete,
      { ...reception, version: 0 },
      { ...reception, schemaVersion: 2 },
      { ...reception, pin: '1234' },
      { ...reception, id: 'x' },
      { ...reception, token: { ...reception.token, kind: 'passport' } },
      { ...reception, link: { kind: 'mismatch' } },
      { ...reception, occasion: { kind: 'disaster' } },
      { ...reception, consents: reception.consents.map((each) => ({ ...each, expired: false })) },
      { ...reception, subsidies: { ...reception.subsidies, answer: 'lapsed' } },
    ];
    for (const body of others)
      expect(document.describes('Reception', body), JSON.stringify(body).slice(0, 60)).toBe(false);
  });
});

interface Request {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A request as an integrator would write it from the documents, without a line of ours. */
function signed(reception: Reception, at = Date.now()): Request {
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': `${reception.id}.v${reception.version}`,
    'x-uketsuke-timestamp': String(Math.floor(at / 1_000)),
  };
  return resigned({ headers, body: JSON.stringify(reception) }, secret.toString('utf8'));
}

function resigned(request: Request, key: string): Request {
  const text = `${request.headers['x-uketsuke-timestamp']}.${request.body}`;
  const signature = `sha256=${createHmac('sha256', key).update(text, 'utf8').digest('hex')}`;
  return withHeaders(request, { 'x-uketsuke-signature': signature });
}

function withHeaders(request: Request, changes: Readonly<Record<string, string | undefined>>): Request {
  const headers = Object.entries({ ...request.headers, ...changes }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return { ...request, headers: Object.fromEntries(headers) };
}

function post(url: string, { headers, body }: Request): Promise<Response> {
  return fetch(url, { method: 'POST', headers, body });
}
