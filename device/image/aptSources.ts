import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where Debian's packages come from. */
export interface DebianMirrors {
  /** The archive, `…/debian`. */
  readonly archive: string;
  /** Security updates, `…/debian-security`. */
  readonly security: string;
}

export type DebianRelease = 'bookworm' | 'trixie';

/** The release an image is made of. */
export const release: DebianRelease = 'trixie';

/** Where nothing else is said: Debian's own. */
const debianOwn: DebianMirrors = {
  archive: 'http://deb.debian.org/debian',
  security: 'http://deb.debian.org/debian-security',
};

/**
 * The mirrors that this machine itself uses, from its apt configuration; Debian's own where it names none.
 *
 * @param etcApt `/etc/apt`
 */
export function mirrorsOf(etcApt: string): DebianMirrors {
  const addresses = addressesIn(etcApt);
  const endingIn = (ending: RegExp) => addresses.find((address) => ending.test(address));
  return {
    archive: endingIn(/\/debian$/) ?? debianOwn.archive,
    security: endingIn(/[/-]security$/) ?? debianOwn.security,
  };
}

/** Lines of `sources.list` for a release, as mmdebstrap takes them. */
export function sourceLines({ archive, security }: DebianMirrors, of: DebianRelease = release): readonly string[] {
  return [`deb ${archive} ${of} main`, `deb ${archive} ${of}-updates main`, `deb ${security} ${of}-security main`];
}

function addressesIn(etcApt: string): readonly string[] {
  const folder = join(etcApt, 'sources.list.d');
  const files = [
    join(etcApt, 'sources.list'),
    ...(existsSync(folder) ? readdirSync(folder) : []).map((name) => join(folder, name)),
  ];
  return files
    .filter((file) => existsSync(file) && /\.(list|sources)$/.test(file))
    .flatMap((file) => addressesOf(readFileSync(file, 'utf8')));
}

/** Both notations: a line `deb [options] ADDRESS suite …`, and a field `URIs:`. */
function addressesOf(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const [, uris] = /^URIs:\s*(.+)$/i.exec(line) ?? [];
    if (uris !== undefined)
      return uris
        .split(/\s+/)
        .filter((each) => each !== '')
        .map(withoutSlash);
    const [, address] = /^deb\s+(?:\[[^\]]*\]\s+)?(\S+)/.exec(line) ?? [];
    return address === undefined ? [] : [withoutSlash(address)];
  });
}

function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '');
}
