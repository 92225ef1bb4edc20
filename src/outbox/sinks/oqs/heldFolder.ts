import { constants } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, readdir, rename, unlink } from 'node:fs/promises';
import { errorCode } from './systemError.ts';

const { O_CREAT, O_DIRECTORY, O_EXCL, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_WRONLY } = constants;

/** Something lies on the share that a kiosk does not touch: a link, a pipe, a folder of somebody else's. */
export class Planted extends Error {
  /** Beside the system's own words for errors. */
  readonly code = 'EPLANTED';
}

/**
 * A folder on a share that others write to, held by its descriptor. Everything is done relative to that descriptor
 * (Linux: `/proc/self/fd`), so what is put in the folder's place meanwhile is never reached; no link is followed, and
 * nothing that is there already is opened for writing. Methods throw system errors and {@link Planted}.
 */
export class HeldFolder {
  private readonly handle: FileHandle;
  private readonly owner: number;

  private constructor(handle: FileHandle, owner: number) {
    this.handle = handle;
    this.owner = owner;
  }

  /** Holds the folder at a path that comes from the configuration: links above it are the clinic's own. */
  static async at(path: string): Promise<HeldFolder> {
    return HeldFolder.holding(await open(path, O_RDONLY | O_DIRECTORY));
  }

  private static async holding(handle: FileHandle): Promise<HeldFolder> {
    try {
      return new HeldFolder(handle, (await handle.stat()).uid);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Holds the folder `name` in this one; a link in its place is ENOTDIR or ELOOP. */
  async folder(name: string): Promise<HeldFolder> {
    return HeldFolder.holding(await open(this.path(name), O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
  }

  /**
   * The same, made where it is missing. It must be this user's, or that of whoever the whole share shows as owner, as
   * mounts do that know only one: a folder somebody else made is not worked in.
   */
  async ownFolder(name: string): Promise<HeldFolder> {
    await mkdir(this.path(name), { mode: 0o700 }).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
    const held = await this.folder(name);
    if (held.owner === process.geteuid?.() || held.owner === this.owner) return held;
    await held.close();
    throw new Planted(`${name} belongs to user ${held.owner}`);
  }

  /** Writes a whole new file and flushes it; EEXIST where anything has that name, a link among it. */
  async create(name: string, bytes: Uint8Array): Promise<void> {
    const handle = await open(this.path(name), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o640);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  /**
   * The bytes of a regular file, at most `capBytes` of them; undefined where nothing has that name. Whatever else
   * lies there is not opened, so that no pipe holds the reader up and no device is touched.
   */
  async read(name: string, capBytes: number): Promise<Buffer | 'too-large' | undefined> {
    const there = await lstat(this.path(name)).catch(absent);
    if (!there) return undefined;
    if (!there.isFile()) throw new Planted(`${name} is no regular file`);
    const handle = await open(this.path(name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(absent);
    if (!handle) return undefined;
    try {
      const about = await handle.stat();
      if (!about.isFile()) throw new Planted(`${name} is no regular file`);
      if (about.size > capBytes) return 'too-large';
      // One more than it claims: it may have grown since.
      const buffer = Buffer.alloc(about.size + 1);
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  }

  /** Moves a name into another folder of the same share. A link that waits there is replaced, not followed. */
  async move(name: string, to: HeldFolder, newName: string): Promise<void> {
    await rename(this.path(name), to.path(newName));
  }

  /** Takes a name away, if it is there; what a link points to stays. */
  async remove(name: string): Promise<void> {
    await unlink(this.path(name)).catch(absent);
  }

  async names(): Promise<readonly string[]> {
    return readdir(this.path('.'));
  }

  /** When `name` was written last, milliseconds since the epoch; undefined where it is gone. */
  async writtenAt(name: string): Promise<number | undefined> {
    return (await lstat(this.path(name)).catch(absent))?.mtimeMs;
  }

  /**
   * Makes the names in it durable. File servers that do not know how answer EINVAL or ENOTSUP; there a name is durable
   * when the server says so, and nothing is left to ask for.
   */
  async flush(): Promise<void> {
    await this.handle.sync().catch((error: unknown) => {
      const code = errorCode(error);
      if (code !== 'EINVAL' && code !== 'ENOTSUP') throw error;
    });
  }

  async close(): Promise<void> {
    await this.handle.close();
  }

  private path(name: string): string {
    if (name.includes('/') || name === '..' || name === '') throw new Error('a name on a share is one name, no path');
    return `/proc/self/fd/${this.handle.fd}/${name}`;
  }
}

function absent(error: unknown): undefined {
  if (errorCode(error) !== 'ENOENT') throw error;
}
