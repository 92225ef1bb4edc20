import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, type Stats } from 'node:fs';
import { join } from 'node:path';

/** What apt and dpkg write for themselves whatever is installed, and what every start of a system writes. */
const ofOthers: readonly RegExp[] = [
  /^(var\/log|var\/cache|tmp|run|root)(\/|$)/,
  /^var\/lib\/(dpkg|apt|systemd|dbus|private|polkit-1)(\/|$)/,
  /^etc\/(passwd|group|shadow|gshadow|subuid|subgid)-$/,
  /^etc\/(\.pwd\.lock|ld\.so\.cache|machine-id|resolv\.conf)$/,
  // What systemd notes of the last update.
  /^(etc|var)\/\.updated$/,
  // A service's own /var/tmp, for as long as the system runs.
  /^var\/tmp\/systemd-private-[0-9a-f]+-(?!uketsuke)/,
];

/**
 * What differs between a tree and the layer that was written over it: each with `+` (new), `-` (gone) or `±` (another
 * content, kind, mode or owner), in order. Folders that were only touched are the same.
 *
 * @param lower the tree as it was
 * @param upper what overlayfs wrote down since
 */
export function remains(lower: string, upper: string, below = ''): readonly string[] {
  return readdirSync(join(upper, below))
    .toSorted()
    .flatMap((name) => {
      const path = join(below, name);
      if (ofOthers.some((each) => each.test(path))) return [];
      const now = lstatSync(join(upper, path));
      const before = existsAt(join(lower, path)) ? lstatSync(join(lower, path)) : undefined;
      if (isGone(now)) return before ? [`- ${path}`] : [];
      const changes = before
        ? isSame(before, now, join(lower, path), join(upper, path))
          ? []
          : [`± ${path}`]
        : [`+ ${path}`];
      return now.isDirectory() ? [...changes, ...remains(lower, upper, path)] : changes;
    });
}

function existsAt(path: string): boolean {
  return existsSync(path) || lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** How overlayfs says that something was taken away: a device 0/0. */
function isGone(found: Stats): boolean {
  return found.isCharacterDevice() && found.rdev === 0;
}

function isSame(before: Stats, now: Stats, old: string, fresh: string): boolean {
  if (before.mode !== now.mode || before.uid !== now.uid || before.gid !== now.gid) return false;
  if (now.isSymbolicLink()) return readlinkSync(old) === readlinkSync(fresh);
  return !now.isFile() || readFileSync(old).equals(readFileSync(fresh));
}
