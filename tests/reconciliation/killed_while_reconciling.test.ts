import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { findEntries } from '../../src/outbox/inspection.ts';
import type { OutboxPaths } from '../../src/outbox/store.ts';
import { unwrap } from '../../src/problem/result.ts';
import { certificateSerial } from '../../src/simulator/card/demoPki.ts';
import { FaultBoard } from '../../src/simulator/faults.ts';
import { createGatewayServer } from '../../src/simulator/gateway/gatewayServer.ts';
import { createSimulatedGateway } from '../../src/simulator/gateway/simulatedGateway.ts';
import { loadPeople } from '../../src/simulator/people.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { sampleReception, temporaryOutbox, temporaryPaths } from '../support/outbox/queue.ts';

const serial = certificateSerial('yamada-hanako');
const kills = 4;

test('killed again and again: every reception is completed, and none twice', { timeout: 180_000 }, async () => {
  const faults = new FaultBoard();
  const people = loadPeople(projectRoot());
  const gateway = createSimulatedGateway({ faults, people, trustAnchors: [], lateMs: 20 });
  const server = await createGatewayServer(gateway);
  onTestFinished(() => server.close());
  faults.arm({ target: 'gateway', kind: 'late', count: 'until-cleared' });

  const paths = temporaryPaths();
  const filled = temporaryOutbox(paths);
  const receptions = Array.from({ length: 30 }, () => ({
    ...sampleReception(),
    status: 'provisional' as const,
    token: { kind: 'card', serial, certificateClass: 'valid', genuine: 'verified' } as const,
    eligibility: null,
    link: { kind: 'not-compared' } as const,
  }));
  for (const reception of receptions) unwrap(filled.record(reception));
  filled.close();

  // Each time at another moment: while asking, while recording, between two.
  for (let time = 0; time < kills; time++) {
    const child = reconcilingChild(paths, server.url);
    await child.completed(3);
    await sleep(time * 5);
    await child.kill();
  }
  const last = reconcilingChild(paths, server.url);
  await last.idle();
  await last.kill();

  const outbox = temporaryOutbox(paths);
  expect([...outbox.unreconciled()]).toEqual([]);
  for (const { id } of receptions) {
    expect(unwrap(findEntries(outbox.store, id)).map(({ version }) => version)).toEqual([1, 2]);
    expect(unwrap(outbox.reception(id))).toMatchObject({ version: 2, status: 'confirmed' });
  }
  // One that was under way when the process died is asked about once more, and no other.
  const asked = gateway.requests().filter(({ service }) => service === 'absent').length;
  expect(asked).toBeGreaterThanOrEqual(receptions.length);
  expect(asked).toBeLessThanOrEqual(receptions.length + kills);
});

/** A kiosk's process, as built, that does nothing but reconcile. */
function reconcilingChild(paths: OutboxPaths, url: string) {
  const built = join(projectRoot(), 'dist', 'src');
  if (!existsSync(join(built, 'reconciliation'))) {
    throw new Error('these tests run after a build: npm run setup');
  }
  const from = (file: string) => pathToFileURL(join(built, file)).href;
  const program = `
    import { openOutbox } from '${from('outbox/outbox.js')}';
    import { createGatewayClient } from '${from('eligibility/httpGateway.js')}';
    import { startReconciler } from '${from('reconciliation/reconciler.js')}';
    const { paths, url } = JSON.parse(process.argv[1]);
    const { value: outbox } = openOutbox({ ...paths, sinks: ['webhook'] });
    const gateway = createGatewayClient({ url, institutionCode: '1311234567', timeoutMs: 10_000 });
    startReconciler({
      outbox,
      gateway,
      delays: { gapMs: 1, firstPauseMs: 10, awayCapMs: 50, refusedCapMs: 50 },
      onEvent: ({ kind }) => process.stdout.write(kind + '\\n'),
    });
    setInterval(() => outbox.backlog().value.unreconciled === 0 && process.stdout.write('idle\\n'), 50);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program, JSON.stringify({ paths, url })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (text) => {
    said += String(text);
  });
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  onTestFinished(kill);
  const hasSaid = async (word: string, times: number): Promise<void> => {
    await expect
      .poll(() => said.split(`${word}\n`).length - 1, { timeout: 60_000, interval: 5 })
      .toBeGreaterThanOrEqual(times);
  };
  return { completed: (times: number) => hasSaid('completed', times), idle: () => hasSaid('idle', 1), kill };
}
