import { createHash } from 'node:crypto';
import type { InstalledPackage } from './packageSet.ts';

/** A package of npm, as the lock file has it. */
export interface NpmPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string | undefined;
  /** Subresource integrity: `sha512-…`. */
  readonly integrity: string | undefined;
}

export interface SbomParts {
  /** A whole system, or a program on somebody else's. */
  readonly kind: 'firmware' | 'application';
  readonly version: string;
  /** Version of the Node that comes along. */
  readonly node: string;
  /** Seconds since the epoch. */
  readonly sourceDate: number;
  readonly debian: readonly InstalledPackage[];
  readonly npm: readonly NpmPackage[];
}

/** Everything that comes along by name, version and hash, as CycloneDX 1.6: what a scanner of vulnerabilities reads. */
export function sbom({ kind, version, node, sourceDate, debian, npm }: SbomParts): string {
  const components = [...debian.map(ofDebian), ofNode(node), ...npm.map(ofNpm)];
  const content = createHash('sha256').update(JSON.stringify(components)).digest('hex');
  return `${JSON.stringify(
    {
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      serialNumber: `urn:uuid:${uuidOf(content)}`,
      version: 1,
      metadata: {
        timestamp: new Date(sourceDate * 1_000).toISOString(),
        component: {
          type: kind,
          'bom-ref': 'uketsuke',
          name: 'uketsuke',
          version,
          licenses: licence('Apache-2.0'),
        },
      },
      components,
    },
    undefined,
    1,
  )}\n`;
}

function ofDebian({ name, version, architecture, source, sha256 }: InstalledPackage) {
  const purl = `pkg:deb/debian/${name}@${encodeURIComponent(version)}?arch=${architecture}`;
  return {
    ...{ type: 'library', 'bom-ref': purl, name, version, purl },
    hashes: [{ alg: 'SHA-256', content: sha256 }],
    properties: [{ name: 'debian:source', value: source }],
  };
}

/** The official binary. */
function ofNode(version: string) {
  const purl = `pkg:generic/node@${version}`;
  return { type: 'platform', 'bom-ref': purl, name: 'node', version, purl, licenses: licence('MIT') };
}

function ofNpm({ name, version, licence: terms, integrity }: NpmPackage) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const [, sha512] = /^sha512-(.+)$/.exec(integrity ?? '') ?? [];
  return {
    ...{ type: 'library', 'bom-ref': purl, name, version, purl },
    ...(sha512 !== undefined && {
      hashes: [{ alg: 'SHA-512', content: Buffer.from(sha512, 'base64').toString('hex') }],
    }),
    ...(terms !== undefined && { licenses: licence(terms) }),
  };
}

/** An identifier where it is one, else the expression of several. */
function licence(terms: string) {
  return /^[\w.+-]+$/.test(terms) ? [{ license: { id: terms } }] : [{ expression: terms }];
}

/** The packages a product carries, from its lock file: those without which it does not run. */
export function npmPackages(lock: string): readonly NpmPackage[] {
  const { packages } = JSON.parse(lock) as { readonly packages: Readonly<Record<string, LockEntry>> };
  return Object.entries(packages)
    .filter(([path, { dev, version }]) => path !== '' && dev !== true && version !== undefined)
    .map(([path, { version = '', license, integrity }]) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      ...{ version, licence: license, integrity },
    }))
    .sort((left, right) => (`${left.name}@${left.version}` < `${right.name}@${right.version}` ? -1 : 1));
}

interface LockEntry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly license?: string;
  readonly integrity?: string;
}

/** A UUID (version 8) out of a hash: the same content has the same number. */
function uuidOf(hash: string): string {
  const digits = `${hash.slice(0, 12)}8${hash.slice(13, 16)}8${hash.slice(17, 32)}`;
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
