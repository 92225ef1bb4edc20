import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package of Debian as it stands in a tree. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  /** The source package, whose licence and advisories it shares. */
  readonly source: string;
  /** SHA-256 of the `.deb`, hex. */
  readonly sha256: string;
}

/**
 * Every package of a tree, in order of name, with the hash of the file it was unpacked from. Throws where a file is
 * not in the cache: what cannot be named cannot be built again.
 */
export function packageSet(tree: string, cache: string): readonly InstalledPackage[] {
  const files = new Set(readdirSync(cache));
  return parseStatus(readFileSync(join(tree, 'var/lib/dpkg/status'), 'utf8')).map((each) => {
    const file = debFileName(each);
    if (!files.has(file)) throw new Error(`${file} is installed and not in ${cache}`);
    return {
      ...each,
      sha256: createHash('sha256')
        .update(readFileSync(join(cache, file)))
        .digest('hex'),
    };
  });
}

/** The installed packages of dpkg's own record. */
export function parseStatus(text: string): readonly Omit<InstalledPackage, 'sha256'>[] {
  return text
    .split(/\n\n+/)
    .flatMap((paragraph) => {
      const field = (name: string) => new RegExp(`^${name}: *(.+)$`, 'm').exec(paragraph)?.[1]?.trim();
      const [name, version, architecture] = [field('Package'), field('Version'), field('Architecture')];
      if (name === undefined || version === undefined || architecture === undefined) return [];
      if (field('Status') !== 'install ok installed') return [];
      // `Source: glibc (2.41-12)` where the versions differ.
      const source = field('Source')?.split(' ')[0] ?? name;
      return [{ name, version, architecture, source }];
    })
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** As apt names the file: a colon of the epoch is written `%3a`. */
export function debFileName({
  name,
  version,
  architecture,
}: Pick<InstalledPackage, 'name' | 'version' | 'architecture'>): string {
  return `${name}_${version.replaceAll(':', '%3a')}_${architecture}.deb`;
}

/** What differs from another set; empty where an image of the one is an image of the other. */
export function differences(now: readonly InstalledPackage[], before: readonly InstalledPackage[]): readonly string[] {
  const [one, other] = [byName(now), byName(before)];
  return [...new Set([...one.keys(), ...other.keys()])].sort().flatMap((name) => {
    const [left, right] = [one.get(name), other.get(name)];
    if (left?.sha256 === right?.sha256) return [];
    return [`${name}: ${right?.version ?? 'not there'} → ${left?.version ?? 'not there'}`];
  });
}

function byName(set: readonly InstalledPackage[]): ReadonlyMap<string, InstalledPackage> {
  return new Map(set.map((each) => [each.name, each]));
}
