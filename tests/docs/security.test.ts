import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { attacks } from '../../scripts/attack/attacks/attacks.ts';
import { catalogue } from '../../src/problem/catalogue.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { codeOf } from '../support/docs/markdown.ts';

const root = projectRoot();

/** A row of a table that has a number: `C-2`. */
interface Row {
  readonly id: string;
  readonly cells: number;
  readonly tests: readonly string[];
  /** What stands between backticks; the same in every language. */
  readonly code: readonly string[];
}

const pages = ['docs/security.md', 'docs/security.ja.md'] as const;
const texts = pages.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
const [english = [], japanese = []] = texts.map(({ text }) => rowsOf(text));

function rowsOf(text: string): readonly Row[] {
  return [...text.matchAll(/^\| ([A-Z]-\d+) \|(.*)\|$/gm)].map(([, id = '', rest = '']) => ({
    id,
    cells: rest.split(' | ').length,
    tests: [...rest.matchAll(/\]\(\.\.\/(tests\/[^)]+)\)/g)].map(([, path = '']) => path),
    code: codeOf(rest).toSorted(),
  }));
}

/** Rows that claim something: who is stopped by what, and where data lies for how long. Others say what is not. */
const claims = english.filter(({ id }) => !/^[ANI]-/.test(id));

describe('docs/security.md', () => {
  test('has claims of every kind, each under a number of its own', () => {
    expect(new Set(claims.map(({ id }) => id[0]))).toEqual(new Set([...'PWCBLSGTEORD']));
    expect(new Set(english.map(({ id }) => id)).size).toBe(english.length);
  });

  test.each(claims)('$id names at least one test, and all it names are there', ({ tests }) => {
    expect(tests).not.toEqual([]);
    expect(tests.filter((path) => !path.endsWith('.test.ts') || !existsSync(join(root, path)))).toEqual([]);
  });
});

test('the Japanese page has the same rows, with the same tests, settings and files', () => {
  const byId = (rows: readonly Row[]) => rows.toSorted((one, other) => one.id.localeCompare(other.id));
  expect(byId(japanese)).toEqual(byId(english));
});

test.each(texts)('$path refers to rows and errors that are there', ({ text }) => {
  const there = [...english.map(({ id }) => id), ...Object.keys(catalogue)];
  const meant = [...text.matchAll(/(?<![\w-])[A-Z]-\d+(?![\w-])/g)].map(([id]) => id);
  expect(meant.filter((id) => !there.includes(id))).toEqual([]);
});

test.each(texts)('$path tells of every attack that `npm run attack` tries, and of no other', ({ text }) => {
  const told = [...text.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, id]) => id);
  expect(told).toEqual(attacks.map(({ id }) => id));
});
