import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takenNetwork, takenTime } from '../../device/onboard/network/takenUp.ts';
import { type NetworkPlaces, takeUp } from '../../device/onboard/programOfNetwork.ts';
import type { RunProgram } from '../../device/onboard/programs.ts';
import { unwrap } from '../../src/problem/result.ts';
import { deviceMachine } from '../../src/setup/machine/machine.ts';

let folder: string;
let places: NetworkPlaces;
let asked: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'uketsuke-network-'));
  const at = (name: string) => join(folder, name);
  places = {
    ...{ laid: at('laid'), network: at('run/10.network'), time: at('run/time.conf'), switch: at('run/switch') },
    interfaces: at('net'),
  };
  asked = [];
  // Two cards that are there, one of them radio; and what the kernel has of its own.
  for (const [name, type, parts] of [
    ['enp3s0', '1', ['device']],
    ['wlp2s0', '1', ['device', 'wireless']],
    ['lo', '772', []],
    ['veth0', '1', []],
  ] as const) {
    for (const part of ['', ...parts]) mkdirSync(join(places.interfaces, name, part), { recursive: true });
    writeFileSync(join(places.interfaces, name, 'type'), `${type}\n`);
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run: RunProgram = (program, words) => {
  asked.push([program, ...words].join(' '));
  return { ok: true, stdout: '', stderr: '' };
};
const pem = (what: string) => `-----BEGIN ${what}-----\nMIIB\n-----END ${what}-----\n`;
const plan = {
  way: { address: '192.168.10.21/24', router: '192.168.10.1', names: ['192.168.10.1', 'fd00::1'] },
  proxy: 'http://proxy.example:3128',
  switchIdentity: {
    ...{ identity: 'kiosk-1', authority: pem('CERTIFICATE'), certificate: pem('CERTIFICATE') },
    key: pem('PRIVATE KEY'),
  },
} as const;

test('what the set-up lays down is taken up whole, and a switch hears who this is', () => {
  const machine = deviceMachine(places.laid);
  unwrap(machine.setNetwork(plan));
  unwrap(machine.setTimeServer('ntp.nict.jp'));
  takeUp(places, run);
  expect(readFileSync(places.network, 'utf8')).toContain('Address=192.168.10.21/24\nGateway=192.168.10.1\nDNS=192.168');
  expect(readFileSync(places.time, 'utf8')).toBe('[Time]\nNTP=ntp.nict.jp\n');
  const configuration = readFileSync(join(places.switch, 'switch.conf'), 'utf8');
  expect(configuration).toContain(`identity="kiosk-1"\n  ca_cert="${places.switch}/switch-authority.pem"`);
  expect(statSync(join(places.switch, 'switch.key')).mode & 0o077).toBe(0);
  expect(asked).toEqual(['systemctl --no-block restart uketsuke-switch@enp3s0.service']);
});

test('what is taken back is gone', () => {
  const machine = deviceMachine(places.laid);
  unwrap(machine.setNetwork(plan));
  takeUp(places, run);
  unwrap(machine.setNetwork({ way: 'dhcp', proxy: '', switchIdentity: null }));
  takeUp(places, run);
  expect(readFileSync(places.network, 'utf8')).toContain('DHCP=yes');
  expect(readdirSync(places.switch)).toEqual([]);
  expect(asked.at(-1)).toBe('systemctl --no-block stop uketsuke-switch@enp3s0.service');
});

test('root believes nothing that the set-up does not write', () => {
  mkdirSync(places.laid);
  const lay = (name: string, text: string) => writeFileSync(join(places.laid, name), text);
  lay('10-uketsuke.network', '[Match]\nType=ether\n[Network]\nDHCP=yes\nIPForward=yes\n');
  lay('timesyncd.conf', '[Time]\nNTP=a\nSaveIntervalSec=1\n');
  lay('switch.conf', 'pkcs11_engine_path=/tmp/evil.so\nnetwork={\n  identity="x"\n}\n');
  takeUp(places, run);
  expect([places.network, places.time, join(places.switch, 'switch.conf')].filter((file) => existsSync(file))).toEqual(
    [],
  );
  // Nor is what stands around an identity taken along.
  for (const name of ['switch-authority.pem', 'switch-certificate.pem', 'switch.key']) lay(name, pem('X'));
  takeUp(places, run);
  expect(readFileSync(join(places.switch, 'switch.conf'), 'utf8')).not.toContain('evil');
  expect(takenNetwork('')).toBeUndefined();
  expect(takenTime('[Time]\nNTP=a b\n')).toBeUndefined();
});
