import { createServer, type Server } from 'node:http';
import type { Target } from '../../../scripts/attack/target.ts';

/** A server that takes everything from anybody: what every attack must get through. */
export class OpenServer {
  private readonly server: Server;

  private constructor(server: Server) {
    this.server = server;
  }

  static async start(): Promise<OpenServer> {
    const server = createServer({ headersTimeout: 0, requestTimeout: 0 }, (request, response) => {
      request.resume().once('end', () => response.setHeader('set-cookie', 'session=1').end(`{"csrf":"x"}`));
    });
    server.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new OpenServer(server);
  }

  get target(): Target {
    const address = this.server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
    return { screen: url, desk: url, ops: url };
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
