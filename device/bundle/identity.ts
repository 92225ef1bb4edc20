import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** What a bundle says of itself. */
export interface Identity {
  readonly version: string;
  /** Commit of the sources; `modified` stands behind it where they were not as committed. */
  readonly commit: string;
  /** Seconds since the epoch: SOURCE_DATE_EPOCH, else the time of that commit. All files carry it. */
  readonly sourceDate: number;
}

/** What stands in a bundle. */
export interface WrittenIdentity extends Identity {
  /** Version of the Node in it. */
  readonly node: string;
}

const buildSchema = z.object({ commit: z.string(), sourceDate: z.number(), node: z.string() });
const packageSchema = z.object({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  license: z.string(),
  engines: z.object({ node: z.string() }),
});

export function identityOf(root: string): Identity {
  const git = (...words: readonly string[]): string =>
    execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim();
  const { version } = packageOf(root);
  const isModified = git('status', '--porcelain', '--untracked-files=no') !== '';
  const given = Number(process.env.SOURCE_DATE_EPOCH);
  return {
    version,
    commit: `${git('rev-parse', 'HEAD')}${isModified ? ' modified' : ''}`,
    sourceDate:
      process.env.SOURCE_DATE_EPOCH && Number.isInteger(given) ? given : Number(git('log', '-1', '--format=%ct')),
  };
}

/** Its package.json, by which the program knows its root and its version, and `build.json`, by which `about` knows the rest. */
export function writeIdentity(root: string, to: string, { commit, sourceDate }: Identity, node: string): void {
  const { name, version, description, license } = packageOf(root);
  const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
  const major = node.split('.')[0];
  writeFileSync(
    join(to, 'package.json'),
    json({ name, version, description, license, private: true, type: 'module', engines: { node: `>=${major}` } }),
  );
  writeFileSync(join(to, 'build.json'), json({ commit, sourceDate, node }));
}

export function identityIn(bundle: string): WrittenIdentity {
  const build = buildSchema.parse(JSON.parse(readFileSync(join(bundle, 'build.json'), 'utf8')));
  return { ...build, version: packageOf(bundle).version };
}

function packageOf(root: string): z.infer<typeof packageSchema> {
  return packageSchema.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
}
