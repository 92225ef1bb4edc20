import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { setAside, setAsideFolders } from '../../src/storage/setAside.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

test('a damaged database is moved with its log, unchanged, and found again, oldest first', () => {
  const folder = temporaryFolder();
  for (const day of [2, 1]) {
    for (const end of ['', '-wal']) writeFileSync(join(folder, `words.sqlite${end}`), `${day}${end}`);
    setAside(folder, 'words.sqlite', Date.UTC(2026, 0, day));
    expect(existsSync(join(folder, 'words.sqlite'))).toBe(false);
  }

  const found = setAsideFolders(folder);
  expect(found.map((each) => basename(each))).toEqual([
    'damaged-2026-01-01T000000.000Z',
    'damaged-2026-01-02T000000.000Z',
  ]);
  expect(readFileSync(join(found[0] ?? '', 'words.sqlite'), 'utf8')).toBe('1');
  expect(readFileSync(join(found[1] ?? '', 'words.sqlite-wal'), 'utf8')).toBe('2-wal');
  expect(setAsideFolders(join(folder, 'elsewhere'))).toEqual([]);
});
