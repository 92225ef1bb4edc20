import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unwrap } from '../../src/problem/result.ts';
import { certificateSerial, demoTrustAnchors } from '../../src/simulator/card/demoPki.ts';
import { ensurePcscd, type PcscdHandle } from '../../src/system/pcscd.ts';
import { type CardRig, pcscRig, person, root } from '../support/cardRig.ts';
import { silent } from '../support/silent.ts';

const run = promisify(execFile);
const hanako = person('yamada-hanako');
const reader = 'Virtual PCD 00 00';

/** OpenSC knows real My Number cards and nothing of this project: it would notice a card that is only like ours. */
describe('OpenSC takes the virtual card for a My Number card', () => {
  let pcscd: PcscdHandle;
  let rig: CardRig;
  let folder: string;
  beforeAll(async () => {
    pcscd = unwrap(await ensurePcscd({ log: silent }));
    rig = await pcscRig();
    folder = await mkdtemp(join(tmpdir(), 'uketsuke-opensc-'));
    unwrap(await rig.slot.insert(hanako));
    // pcscd looks for a card every 400 ms, and OpenSC does not wait for one.
    await (await rig.openReader()).next('card.placed');
  });
  afterAll(async () => {
    await rig.close();
    await pcscd.stop();
    await rm(folder, { recursive: true });
  });

  it('by name', async () => {
    expect((await run('opensc-tool', ['--reader', reader, '-n'])).stdout.toLowerCase()).toContain('jpki');
  });

  it('and reads the certificate that the authority issued', async () => {
    const { stdout } = await run('pkcs15-tool', ['--reader', reader, '--read-certificate', '01']);
    const certificate = new X509Certificate(stdout);
    expect(certificate.serialNumber.toLowerCase()).toBe(certificateSerial(hanako.id));
    const [leaf, anchor] = [join(folder, 'leaf.pem'), join(folder, 'anchor.pem')];
    await writeFile(leaf, stdout);
    await writeFile(anchor, (await demoTrustAnchors(root, new Date())).join(''));
    expect((await run('openssl', ['verify', '-CAfile', anchor, leaf])).stdout).toContain('OK');
  });

  it('and signs with the PIN what openssl verifies', async () => {
    const [message, signature, key] = ['message', 'signature', 'key.pem'].map((name) => join(folder, name));
    if (!message || !signature || !key) throw new Error('three files');
    await writeFile(message, 'a challenge');
    await run('pkcs11-tool', [
      ...['--module', '/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so', '--slot', '0', '--login', '--pin', hanako.card.pin],
      ...['--sign', '-m', 'SHA256-RSA-PKCS', '--id', '01', '-i', message, '-o', signature],
    ]);
    expect(await readFile(signature)).toHaveLength(256);
    const { stdout } = await run('pkcs15-tool', ['--reader', reader, '--read-certificate', '01']);
    await writeFile(key, new X509Certificate(stdout).publicKey.export({ type: 'spki', format: 'pem' }));
    const verified = await run('openssl', ['dgst', '-sha256', '-verify', key, '-signature', signature, message]);
    expect(verified.stdout).toContain('Verified OK');
  });
});
