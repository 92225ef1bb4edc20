import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The other end of a socket in a folder of its own, as QEMU holds it. */
export interface OtherEnd {
  readonly path: string;
  /** The side that connected; waits for it. */
  readonly peer: Promise<Socket>;
  close(): void;
}

export async function listenAsMachine(): Promise<OtherEnd> {
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-device-'));
  const path = join(folder, 'socket');
  const server = createServer();
  const peer = new Promise<Socket>((resolve) => server.once('connection', resolve));
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return {
    path,
    peer,
    close() {
      server.close();
      void peer.then((socket) => socket.destroy());
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
