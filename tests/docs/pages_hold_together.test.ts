import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../src/system/paths.ts';
import { anchorsOf, codeOf, linksOf, markdownPages, repositoryFiles, withoutBlocks } from '../support/docs/markdown.ts';

const root = projectRoot();
const pages = markdownPages();
const files = repositoryFiles().filter((path) => existsSync(join(root, path)));
const folders = new Set(files.flatMap((path) => parents(path)));

/** `src/a/b.ts` → `src`, `src/a`. */
function parents(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
}

describe.each(pages)('$path', ({ path, text }) => {
  test('leads somewhere with every link', () => {
    const broken = linksOf(text)
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => {
        const [file = '', anchor] = link.split('#');
        const target = file === '' ? path : normalize(join(dirname(path), file));
        if (!files.includes(target) && !folders.has(target)) return true;
        return anchor !== undefined && !anchorsOf(readFileSync(join(root, target), 'utf8')).includes(anchor);
      });
    expect(broken).toEqual([]);
  });

  test('names no file, folder, test or script that is not there', () => {
    const named = codeOf(text).filter((code) => /^(src|tests|scripts|docs|fixtures|models)\/[\w./*-]*$/.test(code));
    const missing = named.filter((name) => {
      const bare = name.replace(/\/$/, '');
      return !files.some((file) => matches(file, bare)) && ![...folders].some((folder) => matches(folder, bare));
    });
    expect(missing).toEqual([]);
  });

  test('names no npm script that is not there', () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    );
    const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('is not wrapped: a paragraph, or an item of a list, is one line', () => {
    const lines = withoutBlocks(text).split('\n');
    const wrapped = lines.filter((line, i) => isText(line) && isText(lines[i - 1] ?? '', 'or an item'));
    expect(wrapped).toEqual([]);
  });
});

/** `*` stands for a part of a name, as in a shell. */
function matches(path: string, pattern: string): boolean {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*');
  return new RegExp(`^${escaped}$`).test(path);
}

/** Whether a line is running text: no table, heading, quotation, mark or picture, and not the beginning of an item. */
function isText(line: string, orItem?: 'or an item'): boolean {
  if (/^\s*(\||#|>|<!--|!\[|$)/.test(line)) return false;
  return orItem !== undefined || !/^\s*([-*+]|\d+\.) /.test(line);
}

test('every page of docs is told of in docs/README.md, and every page that can be reached is', () => {
  const index = pages.find(({ path }) => path === 'docs/README.md');
  const linked = linksOf(index?.text ?? '').map((link) => normalize(join('docs', link.split('#')[0] ?? '')));
  const there = files.filter((file) => /^docs\/.*\.(md|yaml)$/.test(file) && file !== 'docs/README.md');
  expect(there.filter((file) => !linked.includes(file))).toEqual([]);
});
