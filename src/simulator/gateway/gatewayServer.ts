import { serveFaults } from '../faultRoutes.ts';
import { type FaultBoard, faultKinds } from '../faults.ts';
import { simulatedListener } from '../listener.ts';
import { acceptEmptyJson, listenForErrors } from '../serverErrors.ts';
import type { SimulatedGateway } from './simulatedGateway.ts';

export interface GatewayServer {
  /** What `eligibility.gatewayUrl` is set to. */
  readonly url: string;
  close(): Promise<void>;
}

export interface GatewayServerOptions {
  /** 0, the default, is any free port. */
  readonly port?: number;
  /** Where it stands alone: the board that `/api/faults` of this server arms. In a simulated world the dock's does. */
  readonly faults?: FaultBoard;
}

/** The gateway as what it is in a clinic: another machine, with an address of its own. Loopback only. */
export async function createGatewayServer(
  gateway: SimulatedGateway,
  { port = 0, faults }: GatewayServerOptions = {},
): Promise<GatewayServer> {
  const server = simulatedListener('gateway');
  listenForErrors(server);
  acceptEmptyJson(server);
  gateway.serve(server);
  server.get('/api/gateway/requests', async () => gateway.requests());
  if (faults) serveFaults(server, faults, { gateway: faultKinds.gateway }, () => ({ faults: faults.list() }));
  const url = await server.listen({ port, host: '127.0.0.1' });
  return { url, close: () => server.close() };
}
