import { expect, test } from 'vitest';
import { ok } from '../../src/problem/result.ts';
import { WaitingWrites } from '../../src/storage/waitingWrites.ts';

test('what comes after the end is not written: the database is closed by then', () => {
  const written: string[] = [];
  const failed: string[] = [];
  const writes = new WaitingWrites<string>({
    write: (item) => {
      written.push(item);
      return ok(undefined);
    },
    onFailed: ({ code }) => failed.push(code),
    onHeldLong: ({ code }) => failed.push(code),
  });
  writes.put('in time');
  writes.close();
  writes.put('late');
  expect({ written, failed }).toEqual({ written: ['in time'], failed: [] });
});
