import fastify from 'fastify';
import { listenForErrors } from '../serverErrors.ts';
import type { SimulatedGateway } from './simulatedGateway.ts';

export interface GatewayServer {
  /** What `eligibility.gatewayUrl` is set to. */
  readonly url: string;
  close(): Promise<void>;
}

/** The gateway as what it is in a clinic: another machine, with an address of its own. Loopback only; 0 is any free port. */
export async function createGatewayServer(gateway: SimulatedGateway, port = 0): Promise<GatewayServer> {
  // Waiting for a client that keeps its connection would hold up the end of the kiosk.
  const server = fastify({ forceCloseConnections: true });
  listenForErrors(server);
  gateway.serve(server);
  const url = await server.listen({ port, host: '127.0.0.1' });
  return { url, close: () => server.close() };
}
