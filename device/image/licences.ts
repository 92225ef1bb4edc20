import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InstalledPackage } from './packageSet.ts';
import type { NpmPackage } from './sbom.ts';

/** One line a package: its name, version and licences, and where its text stands on the machine. */
export function licenceList(tree: string, debian: readonly InstalledPackage[], npm: readonly NpmPackage[]): string {
  const ofDebian = debian.map(({ name, version }) => {
    const file = `/usr/share/doc/${name}/copyright`;
    const path = join(tree, file);
    const names = existsSync(path) ? licencesIn(readFileSync(path, 'utf8')) : [];
    return `${name} ${version}\t${names.join(', ') || 'see its text'}\t${file}`;
  });
  const ofNpm = npm.map(
    ({ name, version, licence }) =>
      `${name} ${version}\t${licence ?? 'see its text'}\t/opt/uketsuke/THIRD-PARTY-LICENSES.txt`,
  );
  return `${['# Debian', ...ofDebian, '', '# npm', ...ofNpm].join('\n')}\n`;
}

/** The licences that a copyright file in Debian's machine-readable form names. */
export function licencesIn(copyright: string): readonly string[] {
  const names = [...copyright.matchAll(/^License:\s*(\S.*)$/gm)].map(([, name = '']) => name.trim());
  return [...new Set(names)].sort();
}
