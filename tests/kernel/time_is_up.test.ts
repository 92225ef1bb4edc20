import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { linkedAbort, underLimit } from '../../src/kernel/linkedAbort.ts';
import { endsWithin, within } from '../../src/kernel/within.ts';

const never = new Promise<string>(() => undefined);
const anHour = 3_600_000;

describe('work with a time limit', () => {
  test('gives what it comes to, or rejects as it does, when it is in time', async () => {
    expect(await within(anHour, Promise.resolve('done'), 'late')).toBe('done');
    await expect(within(anHour, Promise.reject(new Error('broken')), 'late')).rejects.toThrow('broken');
    expect(await endsWithin(anHour, Promise.reject(new Error('broken')))).toBe(true);
  });

  test('is late when time is up, or when it is called off', async () => {
    expect(await within(1, never, 'late')).toBe('late');
    expect(await endsWithin(1, never)).toBe(false);
    const caller = new AbortController();
    const waiting = within(anHour, never, 'late', caller.signal);
    caller.abort();
    expect(await waiting).toBe('late');
    expect(await within(anHour, never, 'late', caller.signal)).toBe('late');
    expect(getEventListeners(caller.signal, 'abort')).toHaveLength(0);
  });

  test('may still fail afterwards: nobody hears of it, and the process does not end', async () => {
    let fail = (_: Error): void => undefined;
    const work = new Promise<never>((_resolve, reject) => {
      fail = reject;
    });
    expect(await within(1, work, 'late')).toBe('late');
    fail(new Error('too late'));
    await new Promise((resolve) => setTimeout(resolve, 10));
  });
});

describe('a linked abort', () => {
  test('follows each of its signals, also one that was aborted before', () => {
    const [one, other] = [new AbortController(), new AbortController()];
    const linked = linkedAbort([one.signal, other.signal]);
    expect(linked.signal.aborted).toBe(false);
    other.abort();
    expect(linked.signal.reason).toEqual(new Error('given up'));
    expect(linkedAbort([one.signal, other.signal]).signal.aborted).toBe(true);
  });

  test('comes by itself when there is no answer in time', async () => {
    const work = (limit: AbortSignal) =>
      new Promise<string>((resolve) => limit.addEventListener('abort', () => resolve(String(limit.reason))));
    expect(await underLimit([], 5, work)).toBe('Error: no answer within 5 ms');
  });

  test('leaves nothing behind on a signal that lives long', async () => {
    const kiosk = new AbortController();
    expect(await underLimit([kiosk.signal], anHour, async () => 'done')).toBe('done');
    await expect(underLimit([kiosk.signal], anHour, () => Promise.reject(new Error('broken')))).rejects.toThrow();
    expect(getEventListeners(kiosk.signal, 'abort')).toHaveLength(0);
  });
});
