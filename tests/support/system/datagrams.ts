import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import koffi from 'koffi';

const libc = koffi.load('libc.so.6');
const socket = libc.func('int socket(int domain, int type, int protocol)');
const bind = libc.func('int bind(int fd, const uint8_t *address, uint32_t length)');
const recv = libc.func('long recv(int fd, _Out_ uint8_t *buffer, uint64_t length, int flags)');
const close = libc.func('int close(int fd)');

const [unix, datagram, nonBlocking, dontWait] = [1, 2, 0o4000, 0x40];

/** A service manager's end: a real datagram socket in the file system, as systemd has one. */
export class Datagrams {
  private readonly folder = mkdtempSync(join(tmpdir(), 'uketsuke-notify-'));
  readonly path = join(this.folder, 'notify');
  private readonly fd: number;

  constructor() {
    this.fd = socket(unix, datagram | nonBlocking, 0);
    const address = Buffer.alloc(110);
    address.writeUInt16LE(unix, 0);
    address.write(this.path, 2);
    if (bind(this.fd, address, address.length) !== 0) throw new Error(`no socket at ${this.path}`);
  }

  /** What came by now, oldest first. */
  received(): string[] {
    const all: string[] = [];
    for (;;) {
      const buffer = Buffer.alloc(4096);
      const length = Number(recv(this.fd, buffer, buffer.length, dontWait));
      if (length < 0) return all;
      all.push(buffer.toString('utf8', 0, length));
    }
  }

  /** The first that `fits`, of those that come from now on. */
  async next(fits: (message: string) => boolean): Promise<string> {
    for (;;) {
      const found = this.received().find(fits);
      if (found !== undefined) return found;
      await sleep(20);
    }
  }

  close(): void {
    close(this.fd);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
