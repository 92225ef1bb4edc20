import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A door in loopback through which somebody under another name is let in. */
export interface Door {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Servers of the simulated world answer to names of this machine only, and the machine under test knows this one by
 * another: what it asks is passed on under the right name, unchanged.
 *
 * @param to the server's own address
 * @param at the port of the door; any where left out
 * @param sees what is asked with, before it is passed on
 */
export async function openDoor(
  to: string,
  at = 0,
  sees: (headers: IncomingHttpHeaders) => void = () => undefined,
): Promise<Door> {
  const { hostname, port, host } = new URL(to);
  const server: Server = createServer((asked, reply) => {
    const { method, url: path, headers } = asked;
    sees(headers);
    const onward = request({ hostname, port, method, path, headers: { ...headers, host } }, (answer) => {
      reply.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(reply);
    });
    // Lost on the way: as a line that breaks.
    onward.once('error', () => reply.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
