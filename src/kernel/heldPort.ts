import { createServer, type Server } from 'node:net';

/**
 * A port that is ours before there is anything to say on it. Whoever connects too early is turned away at once, as if
 * nobody listened yet.
 */
export interface HeldPort {
  readonly port: number;
  /** For `listen` of the server that takes it over; that server closes it. */
  takeOver(host: string): ListenOptions;
  /** Gives it back where no server has taken it. */
  close(): Promise<void>;
}

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
}

/** Where a server listens: a port by number, 0 for any free one, or one that is held already. */
export type PortChoice = number | HeldPort;

/** Rejects as `listen` does, see {@link portTrouble}. @param port 0 for any free one */
export async function holdPort(host: string, port: number): Promise<HeldPort> {
  const server = createServer((socket) => socket.resetAndDestroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, resolve);
  });
  let isTaken = false;
  return {
    port: numberOf(server),
    takeOver(at) {
      isTaken = true;
      // Node listens with the handle of whatever has one under this name, a server among them.
      const handle = '_handle' in server ? { _handle: server._handle } : {};
      return { host: at, port: numberOf(server), ...handle };
    },
    close: () => (isTaken ? Promise.resolve() : closed(server)),
  };
}

/** For `listen` of a server. */
export function listenOptions(host: string, port: PortChoice): ListenOptions {
  return typeof port === 'number' ? { host, port } : port.takeOver(host);
}

function numberOf(server: Server): number {
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('holds no port');
  return address.port;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
