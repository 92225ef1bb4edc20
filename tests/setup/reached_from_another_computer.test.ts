import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backToSetUp } from '../../src/cli/run/backToSetUp.ts';
import { whileSetUp } from '../../src/cli/run/firstRun.ts';
import { checkConfig } from '../../src/config/load.ts';
import { offered } from '../../src/desk/firstRun/startFirstRun.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';
import { box } from '../support/setup/firstRun.ts';
import { SetUpBrowser } from '../support/setup/setUpBrowser.ts';

const own = ['192.168.10.21', 'fd00::21'];

test('only addresses that somebody listens at are offered, as an address bar takes them', () => {
  expect(offered('0.0.0.0', own)).toEqual(['192.168.10.21']);
  expect(offered('::', own)).toEqual(['192.168.10.21', '[fd00::21]']);
  expect(offered('192.168.10.21', own)).toEqual(['192.168.10.21']);
  expect(offered('127.0.0.1', own)).toEqual([]);
});

/** Where the desk listens while a kiosk with this configuration is being set up. */
function hostWith(file: string, set: readonly { readonly path: readonly string[]; readonly value: unknown }[] = []) {
  const configFile = join(temporaryFolder(), 'kiosk.config.json');
  writeFileSync(configFile, file);
  const made = checkConfig(file, set);
  if (!made.ok) throw new Error('no configuration');
  return whileSetUp(made.config, { set }, { configFile: () => configFile }).desk.host;
}

test('a kiosk that is being set up is reached in the clinic’s network, unless somebody decided otherwise', () => {
  expect(hostWith('{}')).toBe('0.0.0.0');
  expect(hostWith('{"desk":{"host":"127.0.0.1"}}')).toBe('127.0.0.1');
  expect(hostWith('{"desk":{"host":"192.168.10.21"}}')).toBe('192.168.10.21');
  expect(hostWith('{}', [{ path: ['desk', 'host'], value: '127.0.0.1' }])).toBe('127.0.0.1');
});

test('a configuration that lets no kiosk start leads back to where it was made, wherever its own desk would listen', () => {
  const made = checkConfig('{"desk":{"host":"127.0.0.1"}}', []);
  if (!made.ok) throw new Error('no configuration');
  const failed = { kind: 'failed', problem: { code: 'U-702', detail: 'no key' } } as const;
  expect(backToSetUp(failed, { config: made.config, as: 'kiosk', setUpHost: '0.0.0.0' })).toMatchObject({
    as: 'set-up',
    config: { desk: { host: '0.0.0.0' } },
    trouble: { code: 'U-749', detail: 'U-702 no key' },
  });
  expect(backToSetUp(failed, { config: made.config, as: 'kiosk' })).toBeUndefined();
});

test('where nobody listens for other computers, the first page sends nobody to one', async () => {
  const run = await box().start();
  expect(run.addresses()).toEqual([]);
  const { text } = await new SetUpBrowser(run.screenUrl).get('/set-up');
  expect([text.includes('この画面で設定する'), text.includes('ほかのパソコンで設定するとき')]).toEqual([true, false]);
});
