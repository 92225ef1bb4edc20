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
import { shareUnit } from '../../device/onboard/network/takenShare.ts';
import { noTelephone, takenNetwork, takenTime } from '../../device/onboard/network/takenUp.ts';
import { type NetworkPlaces, takeUp } from '../../device/onboard/programOfNetwork.ts';
import type { RunProgram } from '../../device/onboard/programs.ts';
import { unwrap } from '../../src/problem/result.ts';
import { deviceMachine } from '../../src/setup/machine/machine.ts';
import { shareAddressIn } from '../../src/setup/machine/share.ts';
import { projectRoot } from '../../src/system/paths.ts';

let folder: string;
let places: NetworkPlaces;
let asked: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'uketsuke-network-'));
  const at = (name: string) => join(folder, name);
  places = {
    ...{ laid: at('laid'), network: at('run/10.network'), time: at('run/time.conf'), own: at('run/own') },
    ...{ units: at('run/units'), interfaces: at('net') },
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
  outside: [],
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
  const configuration = readFileSync(join(places.own, 'switch.conf'), 'utf8');
  expect(configuration).toContain(`identity="kiosk-1"\n  ca_cert="${places.own}/switch-authority.pem"`);
  expect(statSync(join(places.own, 'switch.key')).mode & 0o077).toBe(0);
  expect(asked).toEqual(['systemctl --no-block restart uketsuke-switch@enp3s0.service']);
});

test('a telephone that is charged at the kiosk is no network of the clinic’s, also by what was laid down long ago', () => {
  const root = join(projectRoot(), 'device/image/root/usr/lib/systemd/network/80-uketsuke.network');
  const matches = (text: string) => /^\[Match\]\nType=ether\n(?:#.*\n)?(Driver=!.*)\n/.exec(text)?.[1];
  expect(matches(readFileSync(root, 'utf8'))).toBe(noTelephone);
  expect(matches(takenNetwork('[Match]\nType=ether\n\n[Network]\nDHCP=yes\n') ?? '')).toBe(noTelephone);
  for (const driver of ['rndis_host', 'cdc_ncm', 'ipheth']) expect(noTelephone.split(/[!\s]/)).toContain(driver);
});

test('what is taken back is gone', () => {
  const machine = deviceMachine(places.laid);
  unwrap(machine.setNetwork(plan));
  takeUp(places, run);
  unwrap(machine.setNetwork({ way: 'dhcp', proxy: '', outside: [], switchIdentity: null }));
  takeUp(places, run);
  expect(readFileSync(places.network, 'utf8')).toContain('DHCP=yes');
  expect(readdirSync(places.own)).toEqual([]);
  expect(asked.at(-1)).toBe('systemctl --no-block stop uketsuke-switch@enp3s0.service');
});

test('root believes nothing that the set-up does not write', () => {
  mkdirSync(places.laid);
  const lay = (name: string, text: string) => writeFileSync(join(places.laid, name), text);
  lay('10-uketsuke.network', '[Match]\nType=ether\n[Network]\nDHCP=yes\nIPForward=yes\n');
  lay('timesyncd.conf', '[Time]\nNTP=a\nSaveIntervalSec=1\n');
  lay('switch.conf', 'pkcs11_engine_path=/tmp/evil.so\nnetwork={\n  identity="x"\n}\n');
  takeUp(places, run);
  expect([places.network, places.time, join(places.own, 'switch.conf')].filter((file) => existsSync(file))).toEqual([]);
  // Nor is what stands around an identity taken along.
  for (const name of ['switch-authority.pem', 'switch-certificate.pem', 'switch.key']) lay(name, pem('X'));
  takeUp(places, run);
  expect(readFileSync(join(places.own, 'switch.conf'), 'utf8')).not.toContain('evil');
  expect(takenNetwork('')).toBeUndefined();
  expect(takenTime('[Time]\nNTP=a b\n')).toBeUndefined();
});

/** A folder as somebody in a clinic names it. */
function share(text = '\\\\192.168.10.5\\受付 100%\\oqs', more: { password?: string; isSealed?: boolean } = {}) {
  const address = shareAddressIn(text);
  if (!address) throw new Error(`${text} is no shared folder`);
  return { address, user: 'CLINIC\\kiosk', password: more.password, isSealed: more.isSealed ?? true };
}
const unitText = () => readFileSync(join(places.units, shareUnit), 'utf8');
const credentials = () => readFileSync(join(places.own, 'share.credentials'), 'utf8');

test('a shared folder becomes a mount, and root alone reads the password', () => {
  const machine = deviceMachine(places.laid);
  unwrap(machine.setShare(share(undefined, { password: ' a,b=c ' })));
  takeUp(places, run);
  expect(unitText()).toContain('What=//192.168.10.5/受付 100%%/oqs\nWhere=/srv/uketsuke/share\nType=cifs\n');
  for (const option of ['nosuid', 'nodev', 'noexec', 'seal', 'vers=3', 'soft', 'uid=uketsuke', 'dir_mode=0700'])
    expect(/^Options=(.*)$/m.exec(unitText())?.[1]?.split(',')).toContain(option);
  expect(credentials()).toBe('username=kiosk\npassword= a,b=c \ndomain=CLINIC\n');
  expect(statSync(join(places.own, 'share.credentials')).mode & 0o077).toBe(0);
  expect(unitText()).not.toContain('a,b=c');
  // A file that is open, or a server that is away, keeps nothing mounted.
  expect(unitText()).toContain('LazyUnmount=yes\nForceUnmount=yes\n');
  expect(asked.filter((each) => !each.includes('switch@'))).toEqual([
    'systemctl daemon-reload',
    `systemctl --no-block restart ${shareUnit}`,
    'systemctl --no-block restart uketsuke-share.service',
  ]);
});

test('what is as it was is left alone: a receiver may be writing there', () => {
  unwrap(deviceMachine(places.laid).setShare(share(undefined, { password: 'x' })));
  takeUp(places, run);
  asked = [];
  takeUp(places, run);
  expect(asked.filter((each) => !each.includes('switch@'))).toEqual([]);
});

test('a password that is not typed again stays; another one, or no share at all, holds at once', () => {
  const machine = deviceMachine(places.laid);
  unwrap(machine.setShare(share(undefined, { password: 'first' })));
  unwrap(machine.setShare(share('\\\\192.168.10.5\\other', { isSealed: false })));
  expect(machine.share()).toEqual({ ...share('\\\\192.168.10.5\\other', { isSealed: false }), password: undefined });
  takeUp(places, run);
  expect([credentials(), unitText()]).toEqual([
    expect.stringContaining('password=first\n'),
    expect.stringMatching(/^Options=(?!.*\bseal\b).*\bsec=ntlmsspi\b/m),
  ]);
  unwrap(machine.setShare(null));
  expect(machine.share()).toBeUndefined();
  takeUp(places, run);
  expect([existsSync(join(places.units, shareUnit)), existsSync(join(places.own, 'share.credentials'))]).toEqual([
    false,
    false,
  ]);
  expect(asked.slice(-2)).toEqual([
    `systemctl --no-block stop ${shareUnit}`,
    'systemctl --no-block stop uketsuke-share.service',
  ]);
});

test.each([
  ['another option', 'share=\\\\server\\a,suid\nuser=kiosk\nsealed=yes\n', 'username=kiosk\npassword=x\n'],
  ['another line', 'share=\\\\server\\a\nuser=kiosk\nsealed=yes\nExecStart=/bin/sh\n', 'username=kiosk\npassword=x\n'],
  ['a way out', 'share=\\\\server\\..\\c$\nuser=kiosk\nsealed=yes\n', 'username=kiosk\npassword=x\n'],
  ['no password', 'share=\\\\server\\a\nuser=kiosk\nsealed=yes\n', 'username=kiosk\npassword=\n'],
])('a shared folder with %s is not the set-up’s', (_what, conf, who) => {
  mkdirSync(places.laid);
  writeFileSync(join(places.laid, 'share.conf'), conf);
  writeFileSync(join(places.laid, 'share.credentials'), who);
  takeUp(places, run);
  expect([existsSync(join(places.units, shareUnit)), existsSync(join(places.own, 'share.credentials'))]).toEqual([
    false,
    false,
  ]);
});

test('whom outside the kiosk may talk to holds at once, and only addresses', () => {
  const machine = deviceMachine(places.laid);
  const file = join(places.units, 'uketsuke.service.d', 'outside.conf');
  unwrap(machine.setNetwork({ ...plan, outside: ['203.0.113.10', '2001:db8::/32'] }));
  takeUp(places, run);
  expect(readFileSync(file, 'utf8')).toBe('[Service]\nIPAddressAllow=203.0.113.10\nIPAddressAllow=2001:db8::/32\n');
  // Nothing of a shared folder: a receiver may be writing there.
  expect(asked.filter((each) => !each.includes('switch@'))).toEqual(['systemctl daemon-reload']);
  unwrap(machine.setNetwork(plan));
  takeUp(places, run);
  expect(existsSync(file)).toBe(false);
  writeFileSync(join(places.laid, 'outside.conf'), 'IPAddressAllow=203.0.113.10\nExecStartPre=/bin/sh\n');
  takeUp(places, run);
  expect(existsSync(file)).toBe(false);
});
