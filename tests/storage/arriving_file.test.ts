import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { unwrap } from '../../src/problem/result.ts';
import { ArrivingFile } from '../../src/storage/arrivingFile.ts';

const folder = mkdtempSync(join(tmpdir(), 'uketsuke-arriving-'));
const file = join(folder, 'own', 'arrived');
const arriving = (room = (bytes: number): number => bytes) =>
  new ArrivingFile({ file, refusal: 'U-728', most: 1_000, room });
const content = Buffer.from(Array.from({ length: 900 }, (_, at) => at & 0xff));
const piece = (at: number, until = at + 300, of = content.length) => ({ at, of, bytes: content.subarray(at, until) });
const refused = (detail: string) => ({
  ok: false,
  problem: { code: 'U-728', detail: expect.stringContaining(detail) },
});

beforeEach(() => rmSync(join(folder, 'own'), { recursive: true, force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('pieces in their order are the file, which nobody else reads, and nothing of it is left once it is forgotten', async () => {
  const coming = arriving();
  for (const at of [0, 300, 600]) expect(unwrap(await coming.take(piece(at)))).toBe(at + 300);
  expect(readFileSync(file)).toEqual(content);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
  coming.forget();
  expect(existsSync(dirname(file))).toBe(false);
  coming.forget();
});

test('a piece that is missing, comes twice or goes beyond the end is refused, and the right one goes on', async () => {
  const coming = arriving();
  unwrap(await coming.take(piece(0)));
  expect(await coming.take(piece(600))).toMatchObject(refused('300 bytes are there, and this piece begins at 600'));
  unwrap(await coming.take(piece(300)));
  expect(await coming.take(piece(300))).toMatchObject(refused('600 bytes are there'));
  expect(await coming.take(piece(600, 900, 700))).toMatchObject(refused('no piece of it'));
  expect(await coming.take(piece(600, 600))).toMatchObject(refused('no piece of it'));
  unwrap(await coming.take(piece(600)));
  expect(readFileSync(file)).toEqual(content);
});

test('whoever begins anew takes the place of the one before; two pieces at once are one', async () => {
  const coming = arriving();
  unwrap(await coming.take(piece(0, 500)));
  const [one, other] = await Promise.all([coming.take(piece(0, 200)), coming.take(piece(0, 300))]);
  expect(one).toMatchObject({ ok: true, value: 200 });
  expect(other).toMatchObject(refused('another piece'));
  expect(readFileSync(file)).toEqual(content.subarray(0, 200));
});

test('more than it can be, and more than the disk has room for, is refused before anything is written', async () => {
  expect(await arriving().take(piece(0, 300, 1_001))).toMatchObject(refused('1001 bytes are more than it can be'));
  const full = arriving(() => Number.MAX_SAFE_INTEGER);
  expect(await full.take(piece(0))).toMatchObject(refused('no room'));
  expect(existsSync(file)).toBe(false);
});

test('a file does not become larger than its first piece said there was to be room for', async () => {
  const coming = arriving();
  unwrap(await coming.take(piece(0, 300, 600)));
  expect(await coming.take(piece(300, 600, 900))).toMatchObject(refused('600 bytes were announced, not 900'));
  expect(unwrap(await coming.take(piece(300, 600, 600)))).toBe(600);
});

test('a piece from the middle with nothing before it is refused', async () => {
  expect(await arriving().take(piece(300))).toMatchObject(refused('0 bytes were announced'));
});
