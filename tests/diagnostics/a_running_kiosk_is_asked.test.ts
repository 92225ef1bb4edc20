import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { allChecks } from '../../src/diagnostics/catalogue.ts';
import { askKiosk } from '../../src/diagnostics/control/ask.ts';
import { controlSocketIn } from '../../src/diagnostics/control/protocol.ts';
import { serveControl } from '../../src/diagnostics/control/serve.ts';
import { type CheckStep, runChecks } from '../../src/diagnostics/runChecks.ts';
import { healthyPorts } from '../support/diagnostics/healthyPorts.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

const quiet = (): void => undefined;

async function served(folder: string): Promise<string> {
  const socket = controlSocketIn(folder);
  const { statistics: _gone, ...ports } = healthyPorts('http://127.0.0.1:9/');
  const control = await serveControl(socket, (only, signal, onStep) => {
    const checks = allChecks.filter(
      ({ id }) => ['visits', 'statistics', 'queue'].includes(id) && (only ?? [id]).includes(id),
    );
    return runChecks({ checks, ports, signal, onStep });
  });
  onTestFinished(() => control.close());
  return socket;
}

test('the command line hears each step and the report, over a socket that is its user’s alone', async () => {
  const folder = temporaryFolder();
  const socket = await served(folder);
  expect(statSync(socket).mode & 0o777).toBe(0o600);
  const steps: CheckStep[] = [];
  const answer = await askKiosk(socket, undefined, (step) => steps.push(step));
  expect(answer).toMatchObject({
    kind: 'report',
    report: { ok: true, checks: [{ id: 'visits' }, { id: 'queue' }], skipped: [{ id: 'statistics' }] },
  });
  expect(steps.map(({ kind }) => kind).toSorted()).toEqual(['begun', 'begun', 'ended', 'ended']);
  expect(await askKiosk(socket, ['queue'], quiet)).toMatchObject({ report: { checks: [{ id: 'queue' }] } });
});

test('a socket below a path longer than the system takes is found all the same', async () => {
  const folder = join(temporaryFolder(), 'a'.repeat(90), 'b'.repeat(90));
  mkdirSync(folder, { recursive: true });
  expect(await askKiosk(await served(folder), ['queue'], quiet)).toMatchObject({ kind: 'report' });
});

test('nobody is told from somebody who gives no report, and a socket that was left behind is replaced', async () => {
  const folder = temporaryFolder();
  expect(await askKiosk(controlSocketIn(folder), undefined, quiet)).toEqual({ kind: 'nobody' });
  writeFileSync(controlSocketIn(folder), '');
  expect(await askKiosk(controlSocketIn(folder), undefined, quiet)).toEqual({ kind: 'nobody' });
  const socket = await served(folder);
  expect(await askKiosk(socket, ['queue'], quiet)).toMatchObject({ kind: 'report' });
  expect(readdirSync(folder)).toEqual(['control.sock']);
});
