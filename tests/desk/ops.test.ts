import { Counter, Registry } from 'prom-client';
import { expect, onTestFinished, test } from 'vitest';
import { type Health, startOps } from '../../src/desk/ops.ts';
import { unwrap } from '../../src/problem/result.ts';

async function ops(health: () => Health) {
  const metrics = new Registry();
  new Counter({ name: 'uketsuke_visits_total', help: 'Visits', registers: [metrics] }).inc(3);
  const server = unwrap(await startOps({ port: 0, health, metrics }));
  onTestFinished(() => server.close());
  return server;
}

test('health is a status a supervisor understands', async () => {
  let isWell = true;
  const { url } = await ops(() => ({ ok: isWell, details: { reader: 'ready', problem: isWell ? null : 'U-101' } }));
  const well = await fetch(`${url}healthz`);
  expect([well.status, await well.json()]).toEqual([200, { status: 'ok', reader: 'ready', problem: null }]);
  isWell = false;
  const ill = await fetch(`${url}healthz`);
  expect([ill.status, await ill.json()]).toEqual([
    503,
    { status: 'out-of-service', reader: 'ready', problem: 'U-101' },
  ]);
});

test('metrics are Prometheus text, on loopback alone', async () => {
  const { url } = await ops(() => ({ ok: true, details: {} }));
  expect(new URL(url).hostname).toBe('127.0.0.1');
  const answer = await fetch(`${url}metrics`);
  expect(answer.headers.get('content-type')).toContain('text/plain');
  expect(await answer.text()).toContain('uketsuke_visits_total 3');
  expect((await fetch(`${url}anything`)).status).toBe(404);
});

test('a port that is taken is said, not thrown', async () => {
  const { url } = await ops(() => ({ ok: true, details: {} }));
  const port = Number(new URL(url).port);
  const second = await startOps({ port, health: () => ({ ok: true, details: {} }), metrics: new Registry() });
  expect(second).toMatchObject({ ok: false, problem: { code: 'U-702' } });
});
