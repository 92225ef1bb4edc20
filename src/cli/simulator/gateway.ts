import { Command, InvalidArgumentError } from 'commander';
import { demoTrustAnchors } from '../../simulator/card/demoPki.ts';
import { FaultBoard } from '../../simulator/faults.ts';
import { createGatewayServer } from '../../simulator/gateway/gatewayServer.ts';
import { createSimulatedGateway } from '../../simulator/gateway/simulatedGateway.ts';
import { loadPeople } from '../../simulator/people.ts';

export interface GatewayCommandDeps {
  /** The project's root: where the fixture people are. */
  readonly root: string;
  readonly print: (text: string) => void;
  /** Resolves when the program is told to stop. */
  readonly stopped: () => Promise<void>;
}

const usualPort = 8_090;

/**
 * `simulate-gateway`: the simulated eligibility system alone, in a process of its own. For a kiosk that runs on real
 * hardware, for whoever writes an adapter, and for pulling the plug of one without the other.
 */
export function simulateGatewayCommand({ root, print, stopped }: GatewayCommandDeps): Command {
  return new Command('simulate-gateway')
    .description('the simulated eligibility system alone (with e-prescription and PMH), until it is told to stop')
    .option('--port <n>', 'its port on loopback; 0 is any free one', portNumber, usualPort)
    .addHelpText(
      'after',
      `
Faults: curl -X POST -H 'content-type: application/json' \\
          -d '{"target":"gateway","kind":"down","service":"subsidies","count":"until-cleared"}' URL/api/faults
        curl -X DELETE URL/api/faults
What was asked: URL/api/gateway/requests`,
    )
    .action(async ({ port }: { readonly port: number }) => {
      const faults = new FaultBoard();
      const trustAnchors = await demoTrustAnchors(root, new Date());
      const gateway = createSimulatedGateway({ faults, people: loadPeople(root), trustAnchors });
      const server = await createGatewayServer(gateway, { port, faults });
      print(`Eligibility gateway  ${server.url}\n`);
      await stopped();
      await server.close();
    });
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('must be a port, 0 to 65535');
  return port;
}
