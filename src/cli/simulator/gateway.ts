import { Command } from 'commander';
import { demoTrustAnchors } from '../../simulator/card/demoPki.ts';
import { FaultBoard } from '../../simulator/faults.ts';
import { createGatewayServer } from '../../simulator/gateway/gatewayServer.ts';
import { Register } from '../../simulator/gateway/register.ts';
import { createSimulatedGateway } from '../../simulator/gateway/simulatedGateway.ts';
import { loadPeople } from '../../simulator/people.ts';
import { startSimulatedTerminal } from '../../simulator/terminal.ts';
import { json as asJson, portNumber } from '../words.ts';
import type { SimulatorPlace } from './place.ts';

const usualPort = 8_090;

interface Options {
  readonly port: number;
  readonly folder?: string;
  readonly json?: true;
}

/**
 * `simulate-gateway`: the simulated eligibility system alone, in a process of its own. For a kiosk that runs on real
 * hardware, for whoever writes an adapter, and for pulling the plug of one without the other.
 */
export function simulateGatewayCommand({ root, print, stopped, now }: SimulatorPlace): Command {
  return new Command('simulate-gateway')
    .option('--port <n>', 'its port on loopback; 0 is any free one', portNumber, usualPort)
    .option('--folder <dir>', 'a share in which questions are asked by file: req and res are made in it and answered')
    .option('--json', 'its address as JSON')
    .addHelpText(
      'after',
      `
Faults: curl -X POST -H 'content-type: application/json' \\
          -d '{"target":"gateway","kind":"down","service":"subsidies","count":"until-cleared"}' URL/api/faults
        curl -X DELETE URL/api/faults
What was asked: URL/api/gateway/requests`,
    )
    .action(async ({ port, folder, json }: Options) => {
      const faults = new FaultBoard();
      const people = loadPeople(root);
      const register = new Register(people);
      const trustAnchors = await demoTrustAnchors(root, new Date(now()));
      const gateway = createSimulatedGateway({ faults, people, trustAnchors, register });
      const server = await createGatewayServer(gateway, { port, faults });
      const terminal = folder === undefined ? undefined : startSimulatedTerminal({ folder, register, faults });
      print(json ? asJson({ url: server.url }) : `Eligibility gateway  ${server.url}\n`);
      await stopped();
      await terminal?.close();
      await server.close();
    });
}
