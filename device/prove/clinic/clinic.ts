import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoTrustAnchors } from '../../../src/simulator/card/demoPki.ts';
import { createSimulatedClinic } from '../../../src/simulator/clinic.ts';
import type { HeldReception } from '../../../src/simulator/clinicStore.ts';
import { FaultBoard } from '../../../src/simulator/faults.ts';
import { createGatewayServer } from '../../../src/simulator/gateway/gatewayServer.ts';
import { Register } from '../../../src/simulator/gateway/register.ts';
import { createSimulatedGateway } from '../../../src/simulator/gateway/simulatedGateway.ts';
import { simulatedListener } from '../../../src/simulator/listener.ts';
import { loadPeople } from '../../../src/simulator/people.ts';
import { type Door, openDoor } from './door.ts';

/** How the machine under test sees this one, through the network that QEMU makes for it. */
const hostFromInside = '10.0.2.2';

/** A clinic around the machine: the eligibility system and the clinic's own, on this side of its network. */
export interface ClinicAround {
  /** What clinic IT leaves on the machine's first partition, by file name. */
  readonly setup: Readonly<Record<string, string>>;
  readonly faults: FaultBoard;
  receptions(): readonly HeldReception[];
  close(): Promise<void>;
}

/** What of a clinic a machine that was set up for it goes on relying on, when the clinic is opened another time. */
export interface LastingClinic {
  /** What the webhook signs with. */
  readonly secret: string;
  /** Where gateway and receiver are on this side; 0 is any port. */
  readonly ports: { readonly gateway: number; readonly receiver: number };
  /** With which the first account at the desk is made; the desk then listens to the clinic's network. */
  readonly firstCode?: string;
}

/** One that lasts for as long as it is open. */
const passing = (): LastingClinic => ({
  secret: randomBytes(32).toString('hex'),
  ports: { gateway: 0, receiver: 0 },
});

export async function openClinic(root: string, lasting = passing()): Promise<ClinicAround> {
  const { secret, ports, firstCode } = lasting;
  const folder = mkdtempSync(join(tmpdir(), 'uketsuke-clinic-'));
  const faults = new FaultBoard();
  const people = loadPeople(root);
  const trustAnchors = await demoTrustAnchors(root, new Date());
  const gateway = createSimulatedGateway({ faults, trustAnchors, people, register: new Register(people) });
  const gatewayServer = await createGatewayServer(gateway);
  // An emulated machine's clock falls minutes behind within an hour, and what it signs would be too old here. How old it
  // may be is held by tests without a machine.
  let machineTime = Date.now();
  const hearsTime = (headers: IncomingHttpHeaders): void => {
    machineTime = Number(headers['x-uketsuke-timestamp'] ?? machineTime / 1_000) * 1_000;
  };
  const now = (): number => machineTime;
  const clinic = createSimulatedClinic({ faults, secret: Buffer.from(secret, 'utf8'), folder, now });
  const server = simulatedListener('clinic');
  await clinic.serve(server);
  const clinicUrl = await server.listen({ port: 0, host: '127.0.0.1' });
  const doors = await Promise.all([
    openDoor(gatewayServer.url, ports.gateway),
    openDoor(clinicUrl, ports.receiver, hearsTime),
  ]);
  const [gatewayDoor, clinicDoor] = doors;
  const inside = ({ port }: Door) => `http://${hostFromInside}:${port}`;
  const config = {
    clinic: { name: 'ひいらぎ内科クリニック', institutionCode: '1310000001' },
    kiosk: { id: 'kiosk-1', mode: 'trial', dataFolder: '/var/lib/uketsuke' },
    screen: { restartBrowser: ['/usr/bin/touch', '/run/uketsuke/screen-restart'] },
    card: { trustAnchors: trustAnchors.map((_anchor, place) => `anchor-${place + 1}.pem`) },
    camera: { device: '/dev/video0' },
    // A face is not matched in an emulated machine: its look takes half a minute.
    face: { profile: 'embedded' },
    eligibility: { gatewayUrl: inside(gatewayDoor) },
    outbox: {
      sinks: {
        webhook: { enabled: true, url: `${inside(clinicDoor)}/clinic/v1/receptions`, secretFile: 'webhook.secret' },
      },
    },
    visit: { inactivitySeconds: 120 },
    ...(firstCode !== undefined && { desk: { host: '0.0.0.0', firstCodeFile: 'first.code' } }),
  };
  return {
    setup: {
      'kiosk.config.json': `${JSON.stringify(config, undefined, 2)}\n`,
      'webhook.secret': secret,
      ...(firstCode !== undefined && { 'first.code': `${firstCode}\n` }),
      ...Object.fromEntries(trustAnchors.map((anchor, place) => [`anchor-${place + 1}.pem`, anchor.toString()])),
    },
    faults,
    receptions: () => clinic.receptions(),
    async close() {
      await Promise.all(doors.map((door) => door.close()));
      await server.close();
      await gatewayServer.close();
      clinic.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
