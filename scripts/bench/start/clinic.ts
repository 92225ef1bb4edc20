import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoTrustAnchors } from '../../../src/simulator/card/demoPki.ts';
import { FaultBoard } from '../../../src/simulator/faults.ts';
import { createGatewayServer } from '../../../src/simulator/gateway/gatewayServer.ts';
import { Register } from '../../../src/simulator/gateway/register.ts';
import { createSimulatedGateway } from '../../../src/simulator/gateway/simulatedGateway.ts';
import { loadPeople } from '../../../src/simulator/people.ts';

/** A clinic a kiosk can be started in: its configuration, and the eligibility system it names. */
export interface StartClinic {
  readonly configFile: string;
  close(): Promise<void>;
}

/** Everything lies in a folder of its own that goes with it. */
export async function openStartClinic(root: string): Promise<StartClinic> {
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-start-'));
  const people = loadPeople(root);
  const trustAnchors = await demoTrustAnchors(root, new Date());
  const faults = new FaultBoard();
  const gateway = createSimulatedGateway({ faults, people, trustAnchors, register: new Register(people) });
  const server = await createGatewayServer(gateway);
  const anchors = trustAnchors.map((_anchor, place) => `anchor-${place + 1}.pem`);
  for (const [place, anchor] of trustAnchors.entries()) writeFileSync(join(folder, anchors[place] ?? ''), `${anchor}`);
  const configFile = join(folder, 'kiosk.config.json');
  const config = {
    clinic: { name: 'ひいらぎ内科クリニック', institutionCode: '1310000001' },
    kiosk: { dataFolder: 'data' },
    card: { trustAnchors: anchors },
    face: { profile: 'embedded' },
    eligibility: { gatewayUrl: server.url },
    outbox: { sinks: { oqsFace: { enabled: true, folder } } },
  };
  mkdirSync(join(folder, 'face'));
  writeFileSync(configFile, JSON.stringify(config));
  return {
    configFile,
    async close() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
