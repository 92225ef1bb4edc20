import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { aboutHere, aboutLines } from '../../src/kiosk/about.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { clinicKiosk, newMachine, on } from '../support/backup/clinicKiosk.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

test('says what runs, with the configuration that holds and the keys of this kiosk', async () => {
  const kiosk = clinicKiosk();
  const about = JSON.parse((await on(kiosk, 'about', '--json')).out);
  expect(about).toMatchObject({
    program: 'uketsuke',
    version,
    commit: expect.stringMatching(/^[0-9a-f]{40}/),
    node: process.version,
    hashes: {
      models: sha256(readFileSync('models/manifest.json')),
      configuration: sha256(readFileSync(kiosk.configFile)),
    },
    slot: null,
    keys: { audit: sha256((await on(kiosk, 'audit', 'key')).out), update: null },
    face: 'embedded',
    kiosk: { id: 'kiosk-7', mode: 'trial' },
    generation: 1,
    outOfService: null,
  });
  const { out } = await on(kiosk, 'about');
  expect(out).toContain(`Uketsuke ${version}`);
  expect(out).toContain('kiosk-7（試用）');
  expect((await on(kiosk, 'about', '--qr')).out.split('\n').length).toBeGreaterThan(30);
});

test('where there is no kiosk yet, and no configuration that can be used, it says so', async () => {
  const machine = newMachine();
  writeFileSync(machine.configFile, '{ "kiosk": 1 }');
  const heard = await on(machine, 'about', '--json');
  expect(heard).toMatchObject({ complaints: '', exitCode: 0 });
  expect(JSON.parse(heard.out)).toMatchObject({ kiosk: null, keys: { audit: null }, version });
});

test('a device says which of its systems it started, and whose updates it takes', async () => {
  const folder = temporaryFolder();
  const [slotFile, updateAuthority] = [join(folder, 'slot'), join(folder, 'authority.pem')];
  writeFileSync(slotFile, 'b\n');
  writeFileSync(updateAuthority, 'an authority');
  const here = {
    root: projectRoot(),
    configFile: join(folder, 'none'),
    ...{ config: undefined, dataFolder: undefined, face: null, credentialsFolder: undefined },
  };
  const machine = join(folder, 'machine');
  const places = { slotFile, updateAuthority, machine };
  expect(await aboutHere(here, places)).toMatchObject({
    slot: 'b',
    keys: { update: sha256('an authority'), areTrial: null },
    protection: null,
  });

  const say = (name: string, facts: object) => {
    mkdirSync(dirname(join(machine, name)), { recursive: true });
    writeFileSync(join(machine, name), JSON.stringify(facts));
  };
  say('run/uketsuke-boot/protection.json', { secureBoot: 'on', tpm: false });
  say('etc/uketsuke-machine/image.json', { version: '0.1.0', isTrial: true, fingerprints: {} });
  const about = await aboutHere(here, places);
  expect(about).toMatchObject({ protection: { secureBoot: 'on', tpm: false }, keys: { areTrial: true } });
  const text = aboutLines(about).join('\n');
  expect(text).toContain('セキュアブート 有効、データ 暗号化なし（TPMなし）');
  // A TPM that was switched on later does not seal what lay there before.
  say('run/uketsuke-boot/protection.json', { secureBoot: 'on', tpm: true, sealed: false });
  expect(aboutLines(await aboutHere(here, places)).join('\n')).toContain(
    'データ 暗号化なし（TPMを有効にする前に作成）',
  );
  say('run/uketsuke-boot/protection.json', { secureBoot: 'on', tpm: true, sealed: true });
  expect(aboutLines(await aboutHere(here, places)).join('\n')).toContain('データ 暗号化（TPM）');
  expect(text).toContain('試用の鍵');
});
