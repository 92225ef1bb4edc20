import { Command } from 'commander';
import { demoTrustAnchors } from '../../simulator/card/demoPki.ts';
import { FaultBoard } from '../../simulator/faults.ts';
import { createGatewayServer } from '../../simulator/gateway/gatewayServer.ts';
import { createSimulatedGateway } from '../../simulator/gateway/simulatedGateway.ts';
import { loadPeople } from '../../simulator/people.ts';
import type { CommandContext } from '../context.ts';
import { json as asJson, portNumber } from '../words.ts';

const usualPort = 8_090;

/**
 * `simulate-gateway`: the simulated eligibility system alone, in a process of its own. For a kiosk that runs on real
 * hardware, for whoever writes an adapter, and for pulling the plug of one without the other.
 */
export function simulateGatewayCommand({ root, print, stopped, now }: CommandContext): Command {
  return new Command('simulate-gateway')
    .description('the simulated eligibility system alone (with e-prescription and PMH), until it is told to stop')
    .option('--port <n>', 'its port on loopback; 0 is any free one', portNumber, usualPort)
    .option('--json', 'its address as JSON')
    .addHelpText(
      'after',
      `
Faults: curl -X POST -H 'content-type: application/json' \\
          -d '{"target":"gateway","kind":"down","service":"subsidies","count":"until-cleared"}' URL/api/faults
        curl -X DELETE URL/api/faults
What was asked: URL/api/gateway/requests`,
    )
    .action(async ({ port, json }: { readonly port: number; readonly json?: true }) => {
      const faults = new FaultBoard();
      const trustAnchors = await demoTrustAnchors(root, new Date(now()));
      const gateway = createSimulatedGateway({ faults, people: loadPeople(root), trustAnchors });
      const server = await createGatewayServer(gateway, { port, faults });
      print(json ? asJson({ url: server.url }) : `Eligibility gateway  ${server.url}\n`);
      await stopped();
      await server.close();
    });
}
