import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../src/system/paths.ts';
import { photographed } from '../support/face/faces.ts';

// A thread that is ended from outside in the middle of a network's run makes the runtime abort the whole program. By the
// real networks it is seen in one of three runs; that a worker ends behind its step is held by tests/kernel/worker_lost.
test.each(['loading', '7'])('a face engine that is closed while it works takes nobody along (%s)', (afterMs) => {
  const root = projectRoot();
  const person = join(root, 'fixtures', 'people', photographed[0] ?? '');
  const script = join(root, 'tests', 'support', 'face', 'closedWhileLooking.js');
  const args = [script, join(root, 'dist'), afterMs, join(person, 'chip.jp2'), join(person, 'frame-1.jpg')];
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect({ status, signal, stdout, stderr }).toEqual({ status: 0, signal: null, stdout: 'alive', stderr: '' });
});
