import { ok } from '../../../src/problem/result.ts';
import { machineOfOthers } from '../../../src/setup/machine/machine.ts';
import type { SeenAround, SetUpPorts } from '../../../src/setup/ports.ts';
import type { TypedAnswer } from '../../../src/setup/step.ts';
import type { StepId } from '../../../src/setup/stepIds.ts';
import { demoTrustAnchors } from '../../../src/simulator/card/demoPki.ts';
import { projectRoot } from '../../../src/system/paths.ts';

/** An authority of the invented people's cards. */
const [anchor] = await demoTrustAnchors(projectRoot(), new Date());
if (!anchor) throw new Error('the invented people have no authority');
export const authority = anchor.toString();

/** A machine that is somebody else's, with a reader and two cameras. */
export const usualSeen: SeenAround = {
  now: Date.parse('2026-04-01T01:00:00.000Z'),
  addresses: ['192.168.10.21'],
  isMachineOurs: false,
  network: undefined,
  timeServer: undefined,
  share: undefined,
  reader: { name: 'ACS ACR1552 [1] (CL) 00 00', card: 'none', problem: undefined },
  cameras: ['/dev/v4l/by-id/usb-front', '/dev/video0'],
  networks: { areInstalled: false, coming: undefined, problem: undefined, sticks: [] },
  hasAdministrator: false,
  isInService: false,
};

/** Ports behind which everything is well, with what they were asked in `asked`. */
export function usualPorts(asked: string[] = [], seen: Partial<SeenAround> = {}): SetUpPorts {
  return {
    machine: machineOfOthers,
    seen: async () => ({ ...usualSeen, ...seen }),
    picture: async () => ok(new Uint8Array([0xff, 0xd8, 0xff, 0xd9])),
    bringNetworks: (from) => void asked.push(`networks from ${from}`),
    check: async (_config, checks) => {
      asked.push(`check ${checks.join(' ')}`);
      return { isGood: true, lines: [] };
    },
    deliver: async () => {
      asked.push('deliver');
      return { isGood: true, lines: [] };
    },
  };
}

/** What somebody types who takes the defaults where there are any. */
export const usualAnswers: Readonly<Record<Exclude<StepId, 'administrator'>, TypedAnswer>> = {
  network: {},
  time: {},
  clinic: { name: 'ひいらぎ内科' },
  institution: { code: '13-1-1234567' },
  kiosk: { id: 'front-1' },
  desk: { host: 'everywhere' },
  reader: { pattern: '' },
  camera: { device: '/dev/v4l/by-id/usb-front' },
  trust: { anchors: authority, issuers: '' },
  faces: { profile: 'standard' },
  gateway: { url: 'https://gateway.example/v1', authority: '', certificate: '', key: '' },
  delivery: { place: 'webhook', where: 'https://emr.example/receptions', secret: 'a secret of sixteen', authority: '' },
  hours: {
    'whole-days': ['mon', 'tue'],
    'whole-from-0': '9:00',
    'whole-to-0': '12:30',
    'whole-from-1': '14:30',
    'whole-to-1': '18:00',
    'half-days': ['sat'],
    'half-from-0': '9:00',
    'half-to-0': '12:00',
  },
  accessibility: { text: '150', contrast: 'normal', also: [] },
  backup: { recipients: '' },
  use: { mode: 'trial' },
};
