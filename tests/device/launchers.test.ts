import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { launcher } from '../../device/bundle/contents.ts';
import { projectRoot } from '../../src/system/paths.ts';

test('a device starts the program with every limit and every word for its libraries that a clone does', () => {
  const said = (script: string) => script.split('\n').filter((line) => /^(export|ulimit) /.test(line));
  const clone = said(readFileSync(join(projectRoot(), 'scripts', 'uketsuke'), 'utf8'));
  expect(clone).toHaveLength(4);
  expect(said(launcher)).toEqual(expect.arrayContaining(clone));
});
