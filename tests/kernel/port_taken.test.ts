import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { portTrouble } from '../../src/kernel/portTrouble.ts';

test('a port that another program has is told by its number', async () => {
  const first = createServer();
  await new Promise<void>((resolve) => first.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void first.close());
  const { port } = first.address() as AddressInfo;
  const refused = await new Promise((resolve) => createServer().once('error', resolve).listen(port, '127.0.0.1'));
  expect(portTrouble(refused)).toBe(`port ${port} is taken by another program`);
});

test('a port that this user may not open is another trouble', () => {
  const refused = Object.assign(new Error('listen EACCES'), { code: 'EACCES', port: 80 });
  expect(portTrouble(refused)).toBe('port 80 may not be opened by this user');
});

test('anything else is not about the port', () => {
  const file = Object.assign(new Error('open EACCES'), { code: 'EACCES', path: '/etc/shadow' });
  for (const error of [file, new TypeError('x is undefined'), 'EADDRINUSE']) expect(portTrouble(error)).toBeUndefined();
});
