import { expect, onTestFinished, test } from 'vitest';
import { type StopWish, stopSignal } from '../../src/system/stopSignal.ts';

const signals = ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP'] as const;

/** Listens; nothing that is sent here may end the test itself. */
function listening(wish: StopWish) {
  const heard: NodeJS.Signals[] = [];
  const before = signals.map((signal) => [signal, process.listeners(signal)] as const);
  const spare = () => undefined;
  for (const signal of signals) process.on(signal, spare);
  onTestFinished(() => {
    for (const [signal, listeners] of before) {
      for (const each of process.listeners(signal)) if (!listeners.includes(each)) process.off(signal, each);
    }
  });
  const stopped = stopSignal({ ...wish, tell: (signal) => heard.push(signal) });
  return { heard, stopped };
}

async function send(signal: NodeJS.Signals): Promise<void> {
  const arrived = new Promise<void>((resolve) => process.once(signal, () => resolve()));
  process.kill(process.pid, signal);
  await arrived;
}

test.each(['SIGTERM', 'SIGINT', 'SIGQUIT'] as const)('%s is asking for the end', async (signal) => {
  const { heard, stopped } = listening({});
  await send(signal);
  await stopped;
  expect(heard).toEqual([signal]);
});

test('SIGHUP is it for a program in a terminal, and for no other', async () => {
  const service = listening({ isInTerminal: false });
  const byHand = listening({ isInTerminal: true });
  await send('SIGHUP');
  await byHand.stopped;
  expect(byHand.heard).toEqual(['SIGHUP']);
  expect(service.heard).toEqual([]);
});

test('to ask again changes nothing where the end is bounded; elsewhere the system ends the program', async () => {
  const bounded = listening({ isBounded: true });
  const other = listening({});
  for (const signal of ['SIGTERM', 'SIGTERM', 'SIGINT'] as const) await send(signal);
  expect(bounded.heard).toEqual(['SIGTERM', 'SIGTERM', 'SIGINT']);
  expect(other.heard).toEqual(['SIGTERM']);
});
