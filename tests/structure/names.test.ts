import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../src/system/paths.ts';
import { sourcesIn } from './imports.ts';

const root = projectRoot();
const roomOf = (file: string): string => file.split('/')[1] ?? file;

test('two exported types of one name do not stand in different rooms', () => {
  const rooms = new Map<string, Set<string>>();
  for (const file of sourcesIn(root, 'src')) {
    const text = readFileSync(join(root, file), 'utf8');
    for (const [, name = ''] of text.matchAll(/^export (?:abstract )?(?:interface|type|class) (\w+)/gm)) {
      rooms.set(name, (rooms.get(name) ?? new Set()).add(roomOf(file)));
    }
  }
  expect(rooms.size).toBeGreaterThan(100);
  const shared = [...rooms]
    .filter(([, where]) => where.size > 1)
    .map(([name, where]) => `${name}: ${[...where].join(', ')}`);
  expect(shared).toEqual([]);
});
