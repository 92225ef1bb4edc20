import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { claimsOn } from '../../src/outbox/claims.ts';
import { startDelivery } from '../../src/outbox/delivery.ts';
import { webhookSink } from '../../src/outbox/sinks/webhook/webhookSink.ts';
import type { OutboxPaths } from '../../src/outbox/store.ts';
import { unwrap } from '../../src/problem/result.ts';
import type { Reception } from '../../src/reception/reception.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { runningClinic, secret } from '../support/outbox/clinic.ts';
import { sampleReception, temporaryOutbox, temporaryPaths } from '../support/outbox/queue.ts';

test('killed between commit and delivery: delivered once after the restart', async () => {
  const { clinic, url } = await runningClinic();
  const paths = temporaryPaths();
  const reception = sampleReception();
  await killedAfter('committed', paths, reception);
  expect(clinic.receptions()).toEqual([]);

  await deliverAll(paths, url);
  expect(clinic.receptions()).toMatchObject([{ idempotencyKey: `${reception.id}.v1`, deliveries: 1, reception }]);
});

test('killed in the middle of a delivery: its claim is taken over at once, not when the lease ends', async () => {
  const { clinic, url } = await runningClinic();
  const paths = temporaryPaths();
  const reception = sampleReception();
  await killedAfter('claimed', paths, reception);

  const startedAt = Date.now();
  const events = await deliverAll(paths, url);
  expect(events[0]).toEqual({ kind: 'taken-over', count: 1 });
  expect(Date.now() - startedAt).toBeLessThan(5_000);
  expect(clinic.receptions()).toMatchObject([{ deliveries: 1, reception }]);
});

test('a claim of another process that lives is left to it', async () => {
  const paths = temporaryPaths();
  const child = childHolding(paths, sampleReception(), 'claimed');
  await child.reached;
  const outbox = temporaryOutbox(paths);
  expect(unwrap(claimsOn(outbox.store, 7_200_000).takeOver())).toBe(0);
  await child.kill();
  expect(unwrap(claimsOn(outbox.store, 7_200_000).takeOver())).toBe(1);
});

/** Delivers until nothing waits; returns what the loop told. */
async function deliverAll(paths: OutboxPaths, url: string): Promise<readonly unknown[]> {
  const outbox = temporaryOutbox(paths);
  const events: unknown[] = [];
  const sinks = [webhookSink({ url, secret, timeLimitMs: 2_000 })];
  const delivery = startDelivery({ outbox, sinks, onEvent: (event) => events.push(event) });
  await vi.waitFor(() => expect(unwrap(outbox.backlog()).waiting).toBe(0), { timeout: 5_000 });
  await delivery.stop();
  return events;
}

type Moment = 'committed' | 'claimed';

async function killedAfter(moment: Moment, paths: OutboxPaths, reception: Reception): Promise<void> {
  const child = childHolding(paths, reception, moment);
  await child.reached;
  await child.kill();
}

/** A kiosk's process, as built, that records a reception, says so, and then only lives. */
function childHolding(paths: OutboxPaths, reception: Reception, moment: Moment) {
  const built = join(projectRoot(), 'dist', 'src', 'outbox');
  if (!existsSync(built)) throw new Error('these tests run after a build: npm run setup');
  const program = `
    import { openOutbox } from '${pathToFileURL(join(built, 'outbox.js'))}';
    import { claimsOn } from '${pathToFileURL(join(built, 'claims.js'))}';
    const { paths, reception, moment } = JSON.parse(process.argv[1]);
    const { value: outbox } = openOutbox({ ...paths, sinks: ['webhook'] });
    if (!outbox.record(reception).ok) process.exit(1);
    if (moment === 'claimed') claimsOn(outbox.store, 3_600_000).next('webhook', 3_600_000);
    process.stdout.write(moment);
    setInterval(() => {}, 1_000);
  `;
  const argument = JSON.stringify({ paths, reception, moment });
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program, argument], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  onTestFinished(kill);
  const reached = Promise.race([
    once(child.stdout, 'data').then(([said]) => expect(`${said}`).toBe(moment)),
    once(child, 'exit').then(() => expect.fail('the child ended by itself')),
  ]);
  return { reached, kill };
}
