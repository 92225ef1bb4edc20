import { createServer } from 'node:http';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Persisting } from '../../src/kiosk/persisting.ts';
import { outcomeOfStatus } from '../../src/outbox/sinks/httpOutcome.ts';
import { unwrap } from '../../src/problem/result.ts';
import { runningQueue } from '../support/outbox/clinic.ts';
import { sampleReception } from '../support/outbox/queue.ts';

const everyStatus = Array.from({ length: 500 }, (_, index) => 100 + index);

test('of all that a receiver can say only what is about this body parks it', () => {
  const refused = everyStatus.filter((status) => outcomeOfStatus(status, undefined).kind === 'refused');
  expect(refused).toEqual([400, 413, 422]);
});

test('a receiver is away, set up wrongly or busy with this one reception, and each is told apart', () => {
  const of = (status: number) => outcomeOfStatus(status, 7_000);
  for (const status of [408, 425, 429, 502, 503, 504]) {
    expect(of(status)).toEqual({ kind: 'unavailable', detail: `HTTP ${status}`, retryAfterMs: 7_000 });
  }
  for (const status of [301, 302, 307, 401, 402, 403, 404, 405, 406, 407, 410, 411, 415, 417, 421, 426, 431, 451]) {
    expect(of(status)).toMatchObject({ kind: 'unavailable', needs: 'set-up' });
  }
  for (const status of [409, 412, 500, 501, 505, 507]) expect(of(status)).toMatchObject({ kind: 'refused-for-now' });
  for (const status of [200, 201, 202, 204]) expect(of(status)).toEqual({ kind: 'taken' });
});

test.each([401, 403, 404, 405, 410])(
  'five receptions that meet a restart behind a proxy (%i) are all delivered, none parked',
  async (status) => {
    const taken = new Set<string>();
    const answers: { status: number } = { status };
    const server = createServer((request, response) => {
      request.resume().on('end', () => {
        if (answers.status < 300) taken.add(String(request.headers['idempotency-key']));
        response.writeHead(answers.status).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const { outbox, events } = runningQueue(`http://127.0.0.1:${port}/receptions`);
    const receptions = Array.from({ length: 5 }, () => sampleReception());
    for (const reception of receptions) unwrap(outbox.record(reception));
    await vi.waitFor(() => expect(events.length).toBeGreaterThan(6), { timeout: 20_000 });
    expect(new Set(events.map(({ kind }) => kind))).toEqual(new Set(['postponed']));
    answers.status = 201;
    await vi.waitFor(() => expect(taken.size).toBe(receptions.length), { timeout: 20_000 });
    await vi.waitFor(() => expect(unwrap(outbox.backlog())).toMatchObject({ waiting: 0, parked: 0 }));
  },
);

test('staff are told after a few in a row, not at the first, and no longer once one went well', () => {
  const away = new Persisting<string>(3);
  const problem = { code: 'U-510', detail: 'HTTP 401' } as const;
  expect([away.after('webhook', problem), away.after('webhook', problem), away.trouble()]).toEqual([
    ...[false, false],
    undefined,
  ]);
  expect(away.after('webhook', problem)).toBe(true);
  expect(away.after('fhir', undefined)).toBe(false);
  expect(away.trouble()).toEqual(problem);
  expect(away.after('webhook', { code: 'U-502' })).toBe(true);
  expect(away.trouble()).toEqual({ code: 'U-502' });
  expect(away.after('webhook', undefined)).toBe(true);
  expect(away.trouble()).toBeUndefined();
});
