import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { giveBackFreedMemory } from '../../src/system/freedMemory.ts';

/** Of this process, KiB. */
function resident(): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
}

const mebibyte = 1_024;

/** Takes 64 MiB in pieces the C library keeps in its pools, and frees all but one in a thousand. */
async function leaveHoles(): Promise<unknown> {
  const koffi = (await import('koffi')).default;
  const libc = koffi.load('libc.so.6');
  const malloc = libc.func('void *calloc(size_t count, size_t size)');
  const free = libc.func('void free(void *memory)');
  const fill = libc.func('void *memset(void *memory, int value, size_t size)');
  const pieces: unknown[] = Array.from({ length: 16_384 }, () => {
    const piece: unknown = malloc(1, 4_000);
    fill(piece, 1, 4_000);
    return piece;
  });
  // The last one stays, so that the pool cannot simply shrink.
  const kept = pieces.pop();
  for (const piece of pieces) free(piece);
  return kept;
}

test('what libraries have freed is the system’s again', async () => {
  await giveBackFreedMemory();
  await leaveHoles();
  const held = resident();
  expect(await giveBackFreedMemory()).toBe(true);
  expect(held - resident()).toBeGreaterThan(40 * mebibyte);
});
