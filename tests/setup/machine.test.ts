import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unwrap } from '../../src/problem/result.ts';
import { deviceMachine, machineOfOthers } from '../../src/setup/machine/machine.ts';
import { network } from '../../src/setup/steps/network.ts';
import { time } from '../../src/setup/steps/time.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';
import { authority, usualSeen } from '../support/setup/answers.ts';

const ours = { ...usualSeen, isMachineOurs: true };
const key = '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----';

/** What is laid down for the device's own units, by name. */
function laid(typed: Record<string, string>): Record<string, string> {
  const folder = join(temporaryFolder(), 'network');
  const answer = network.answer(typed, {}, ours);
  if (!answer.ok || !answer.network) throw new Error(JSON.stringify(answer));
  unwrap(deviceMachine(folder).setNetwork(answer.network));
  for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  return Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

test('a network that gives addresses itself', () => {
  expect(laid({ way: 'dhcp' })['10-uketsuke.network']).toBe('[Match]\nType=ether\n\n[Network]\nDHCP=yes\n');
});

test('a fixed address with router, names and proxy', () => {
  const files = laid({
    way: 'fixed',
    address: '192.168.10.21/24',
    router: '192.168.10.1',
    names: '192.168.10.1、8.8.8.8',
    proxy: 'http://proxy.example:3128',
  });
  expect(files['10-uketsuke.network']).toContain(
    'Address=192.168.10.21/24\nGateway=192.168.10.1\nDNS=192.168.10.1\nDNS=8.8.8.8\n',
  );
  expect(files['proxy.env']).toContain('HTTPS_PROXY=http://proxy.example:3128\n');
});

test('partners outside the clinic’s own networks', () => {
  const files = laid({ way: 'dhcp', outside: '203.0.113.10、198.51.100.0/24 2001:db8::/32' });
  expect(files['outside.conf']).toBe(
    'IPAddressAllow=203.0.113.10\nIPAddressAllow=198.51.100.0/24\nIPAddressAllow=2001:db8::/32\n',
  );
  expect(laid({ way: 'dhcp' })['outside.conf']).toBe('');
});

test('a switch that wants a certificate (802.1X)', () => {
  const files = laid({ way: 'dhcp', identity: 'kiosk-1', authority, certificate: authority, key });
  expect(files['switch.conf']).toContain('eap=TLS\n  identity="kiosk-1"');
  expect(files['switch.key']).toBe(key);
});

test.each([
  [{ way: 'fixed', address: '192.168.10.21' }, 'address'],
  [{ way: 'fixed', address: '192.168.10.21/24\nDHCP=yes' }, 'address'],
  [{ way: 'fixed', address: '192.168.10.21/24', router: 'router' }, 'router'],
  [{ way: 'fixed', address: '192.168.10.21/24', names: '1.1.1.1 x' }, 'names'],
  [{ way: 'dhcp', outside: 'gateway.example' }, 'outside'],
  [{ way: 'dhcp', outside: '203.0.113.10\nExecStart=x' }, 'outside'],
  [{ way: 'dhcp', proxy: 'http://me:secret@proxy.example' }, 'proxy'],
  [{ way: 'dhcp', proxy: 'http://proxy.example\nEVIL=1' }, 'proxy'],
  [{ way: 'dhcp', identity: 'a" \n key_mgmt=NONE', authority, certificate: authority, key }, 'identity'],
  [{ way: 'dhcp', identity: 'kiosk', authority, certificate: authority, key: authority }, 'key'],
])('%j is refused', (typed, field) => {
  const answer = network.answer(typed, {}, ours);
  expect(answer.ok ? answer : Object.keys(answer.faults)).toEqual([field]);
});

test('the time server is named as timesyncd reads it, and is a host', () => {
  const folder = temporaryFolder();
  unwrap(deviceMachine(folder).setTimeServer('ntp.nict.jp'));
  expect(readFileSync(join(folder, 'timesyncd.conf'), 'utf8')).toBe('[Time]\nNTP=ntp.nict.jp\n');
  expect(time.answer({ server: 'ntp.nict.jp\n[Evil]' }, {}, ours).ok).toBe(false);
});

test('a PC that is not ours says so, asks nothing and changes nothing', () => {
  expect(network.note?.(usualSeen)).toContain('OS（基本ソフト）が管理しています');
  expect([network.fields({}, usualSeen), time.fields({}, usualSeen)]).toEqual([[], []]);
  expect(network.answer({ way: 'fixed', address: '10.0.0.1/8' }, {}, usualSeen)).toEqual({ ok: true, changes: {} });
  expect(machineOfOthers.setTimeServer('ntp.nict.jp')).toMatchObject({ problem: { code: 'U-745' } });
});

test('a folder that takes nothing is U-746', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  expect(deviceMachine(join(folder, 'file')).setTimeServer('ntp.nict.jp')).toMatchObject({
    problem: { code: 'U-746' },
  });
});
