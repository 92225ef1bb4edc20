import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { machineOf } from '../../src/cli/run/firstRun.ts';
import { unwrap } from '../../src/problem/result.ts';
import type { Machine } from '../../src/setup/machine/machine.ts';
import type { Field } from '../../src/setup/step.ts';
import { network } from '../../src/setup/steps/network.ts';
import { time } from '../../src/setup/steps/time.ts';
import { proxies, useProxy } from '../../src/system/environment.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';
import { authority, usualSeen } from '../support/setup/answers.ts';

const key = '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----';
const everything = {
  way: 'fixed',
  address: '192.168.10.21/24',
  router: '192.168.10.1',
  names: '192.168.10.1 8.8.8.8',
  proxy: 'http://proxy.example:3128',
  outside: '203.0.113.10 198.51.100.0/24',
  identity: 'kiosk-1',
  authority: authority.trim(),
  certificate: authority.trim(),
};

beforeEach(() => {
  for (const name of ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'https_proxy', 'http_proxy', 'no_proxy'])
    vi.stubEnv(name, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** A device, and somebody who answers about its network. */
function device() {
  const folder = join(temporaryFolder(), 'network');
  const machine = machineOf({ set: [], networkFolder: folder });
  const seen = () => ({
    ...usualSeen,
    isMachineOurs: true,
    network: machine.network(),
    timeServer: machine.timeServer(),
  });
  return {
    machine,
    seen,
    has: (name: string): string => readFileSync(join(folder, name), 'utf8'),
    fields: (): readonly Field[] => network.fields({}, seen()),
    answer(typed: Readonly<Record<string, string>>) {
      const answer = network.answer(typed, {}, seen());
      if (answer.ok && answer.network) unwrap(machine.setNetwork(answer.network));
      return answer.ok ? 'taken' : Object.keys(answer.faults);
    },
  };
}

/** What a form sends that nobody has touched. */
function untouched(fields: readonly Field[]): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [field.name, 'value' in field ? String(field.value) : '']));
}

test('the page shows what was answered, and sent as it stands it changes nothing, the key included', () => {
  const kiosk = device();
  expect(kiosk.answer({ ...everything, key })).toBe('taken');
  const before = kiosk.machine.laid().map(({ name }) => [name, kiosk.has(name)]);
  expect(untouched(kiosk.fields())).toEqual({ ...everything, key: '' });
  expect(kiosk.answer(untouched(kiosk.fields()))).toBe('taken');
  expect(kiosk.machine.laid().map(({ name }) => [name, kiosk.has(name)])).toEqual(before);
});

test('somebody who adds a partner does not lose the fixed address', () => {
  const kiosk = device();
  kiosk.answer({ ...everything, identity: '', authority: '', certificate: '' });
  expect(kiosk.answer({ ...untouched(kiosk.fields()), outside: '203.0.113.99' })).toBe('taken');
  expect(kiosk.has('10-uketsuke.network')).toContain('Address=192.168.10.21/24');
  expect(kiosk.has('outside.conf')).toBe('IPAddressAllow=203.0.113.99\n');
});

test('another certificate wants its own key', () => {
  const kiosk = device();
  kiosk.answer({ ...everything, key });
  const other = authority.trim().replace(/[A-Z](?=\n)/, '0');
  expect(other).not.toBe(authority.trim());
  expect(kiosk.answer({ ...untouched(kiosk.fields()), certificate: other })).toEqual(['key']);
});

test('the same certificate is the same as a form sends it, with the line ends of Windows', () => {
  const kiosk = device();
  kiosk.answer({ ...everything, key });
  const sent = authority.trim().replaceAll('\n', '\r\n');
  expect(kiosk.answer({ ...untouched(kiosk.fields()), certificate: sent })).toBe('taken');
  expect(kiosk.has('switch.key')).toBe(key);
});

test('of a proxy that comes with a backup only its address is taken: the rest would be in this program’s environment', () => {
  const kiosk = device();
  const text = 'NODE_OPTIONS=--require=/data/x.js\nHTTPS_PROXY=http://old.example:8080\nLD_PRELOAD=/data/x.so\n';
  unwrap(kiosk.machine.takeOver(new Map([['proxy.env', text]])));
  expect(kiosk.has('proxy.env')).toBe(
    'HTTPS_PROXY=http://old.example:8080\nHTTP_PROXY=http://old.example:8080\nNO_PROXY=127.0.0.1,localhost\n',
  );
});

test('taken away, nothing of the certificate for the switch is left', () => {
  const kiosk = device();
  kiosk.answer({ ...everything, key });
  expect(kiosk.answer({ ...untouched(kiosk.fields()), identity: '', authority: '', certificate: '' })).toBe('taken');
  for (const name of ['switch.conf', 'switch.key', 'switch-certificate.pem', 'switch-authority.pem'])
    expect([name, kiosk.has(name)]).toEqual([name, '']);
});

test('before anybody has answered, an address comes from the network and the clock from Japan’s own time', () => {
  const kiosk = device();
  expect(untouched(kiosk.fields())).toMatchObject({ way: 'dhcp', address: '', proxy: '' });
  expect(untouched(time.fields({}, kiosk.seen()))).toEqual({ server: 'ntp.nict.jp' });
});

test('the time server that was answered is shown', () => {
  const kiosk = device();
  unwrap(kiosk.machine.setTimeServer('ntp.clinic.example'));
  expect(untouched(time.fields({}, kiosk.seen()))).toEqual({ server: 'ntp.clinic.example' });
});

test('a proxy holds at once: the face networks of the next step come through it', () => {
  const kiosk = device();
  kiosk.answer({ way: 'dhcp', proxy: 'http://proxy.example:3128' });
  const through = { httpProxy: 'http://proxy.example:3128', httpsProxy: 'http://proxy.example:3128' };
  expect(proxies()).toEqual({ ...through, noProxy: '127.0.0.1,localhost' });
  kiosk.answer({ way: 'dhcp' });
  expect(proxies()).toEqual({});
});

test('nothing of the proxy changes where the clock or a share is answered', () => {
  const kiosk = device();
  useProxy('http://proxy.example:3128');
  const { setTimeServer, takeOver }: Pick<Machine, 'setTimeServer' | 'takeOver'> = kiosk.machine;
  unwrap(setTimeServer('ntp.nict.jp'));
  expect(proxies().httpsProxy).toBe('http://proxy.example:3128');
  unwrap(takeOver(new Map([['proxy.env', 'HTTPS_PROXY=http://old.example:8080\nHTTP_PROXY=x\nNO_PROXY=y\n']])));
  expect(proxies().httpsProxy).toBe('http://old.example:8080');
});
