import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../src/system/paths.ts';

/** A page of the repository. */
export interface Page {
  /** From the root of the repository, as `docs/card.md`. */
  readonly path: string;
  readonly text: string;
}

/** All files under version control or about to be, from the root. */
export function repositoryFiles(): readonly string[] {
  const listed = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: projectRoot(),
    encoding: 'utf8',
  });
  if (listed.status !== 0) throw new Error(listed.stderr);
  return listed.stdout.split('\n').filter((line) => line !== '');
}

/** Every Markdown page there is. */
export function markdownPages(): readonly Page[] {
  return repositoryFiles()
    .filter((path) => path.endsWith('.md'))
    .map((path) => ({ path, text: readFileSync(join(projectRoot(), path), 'utf8') }));
}

/** The page without its blocks of code. */
export function withoutBlocks(text: string): string {
  return text.replace(/^( *)```.*\n[\s\S]*?^\1```$/gm, '');
}

/** Targets of the page's links and pictures. */
export function linksOf(text: string): readonly string[] {
  return [...withoutBlocks(text).matchAll(/\]\(([^()\s]+)\)/g)].map(([, target = '']) => target);
}

/** What stands between backticks, outside blocks of code. */
export function codeOf(text: string): readonly string[] {
  return [...withoutBlocks(text).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
}

/** The anchors that headings of the page make, as GitHub makes them. */
export function anchorsOf(text: string): readonly string[] {
  return [...withoutBlocks(text).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );
}
