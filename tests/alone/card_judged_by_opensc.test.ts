import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unwrap } from '../../src/problem/result.ts';
import { certificateSerial, demoTrustAnchors } from '../../src/simulator/card/demoPki.ts';
import { ensurePcscd, type PcscdHandle } from '../../src/system/pcscd.ts';
import { type CardRig, pcscRig, person, root } from '../support/card/cardRig.ts';
import { silent } from '../support/system/silent.ts';

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

  test('by name', async () => {
    expect((await run('opensc-tool', ['--reader', reader, '-n'])).stdout.toLowerCase()).toContain('jpki');
  });

  test('and so does pcsc_scan, by its answer to reset', async () => {
    // It never ends by itself; what it has said by then is kept with the error.
    const said = await run('timeout', ['2', 'pcsc_scan']).catch((error: { stdout?: string }) => error);
    expect(said.stdout).toContain('Japanese JPKI');
  });

  test('and reads the certificate that the authority issued', async () => {
    const { stdout } = await run('pkcs15-tool', ['--reader', reader, '--read-certificate', '01']);
    const certificate = new X509Certificate(stdout);
    expect(certificate.serialNumber.toLowerCase()).toBe(certificateSerial(hanako.id));
    const [leaf, anchor] = [join(folder, 'leaf.pem'), join(folder, 'anchor.pem')];
    await writeFile(leaf, stdout);
    await writeFile(anchor, (await demoTrustAnchors(root, new Date())).join(''));
    expect((await run('openssl', ['verify', '-CAfile', anchor, leaf])).stdout).toContain('OK');
  });

  test('and signs with the PIN what openssl verifies, counts a wrong one, and forgives it after the right one', async () => {
    await expectSignature(hanako.card.pin);
    expect(await triesLeft()).toBe(3);
    await expect(sign('0000')).rejects.toMatchObject({ stderr: expect.stringContaining('CKR_PIN_INCORRECT') });
    expect(await triesLeft()).toBe(2);
    await expectSignature(hanako.card.pin);
    expect(await triesLeft()).toBe(3);
  });

  test('and finds the password of the 署名用 certificate with its own counter', async () => {
    expect((await run('pkcs15-tool', ['--reader', reader, '--list-pins'])).stdout).toMatch(/Digital Signature PIN/i);
    expect(await triesLeft('Sign')).toBe(5);
  });

  /** As OpenSC reads the counter, in a process of its own. */
  async function triesLeft(which = 'Auth'): Promise<number> {
    const { stdout } = await run('pkcs15-tool', ['--reader', reader, '--list-pins']);
    const pins = stdout.split(/^PIN /m).filter((each) => each.startsWith('['));
    const pin = pins.find((each) => each.toLowerCase().includes(which.toLowerCase()));
    return Number(/Tries left\s*:\s*(\d+)/.exec(pin ?? '')?.[1] ?? Number.NaN);
  }

  async function sign(pin: string): Promise<{ message: string; signature: string }> {
    const [message, signature] = [join(folder, 'message'), join(folder, 'signature')];
    await writeFile(message, `a challenge ${Math.random()}`);
    await rm(signature, { force: true });
    await run('pkcs11-tool', [
      ...['--module', '/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so', '--slot', '0', '--login', '--pin', pin],
      ...['--sign', '-m', 'SHA256-RSA-PKCS', '--id', '01', '-i', message, '-o', signature],
    ]);
    return { message, signature };
  }

  async function expectSignature(pin: string): Promise<void> {
    const { message, signature } = await sign(pin);
    expect(await readFile(signature)).toHaveLength(256);
    const key = join(folder, 'key.pem');
    const { stdout } = await run('pkcs15-tool', ['--reader', reader, '--read-certificate', '01']);
    await writeFile(key, new X509Certificate(stdout).publicKey.export({ type: 'spki', format: 'pem' }));
    const verified = await run('openssl', ['dgst', '-sha256', '-verify', key, '-signature', signature, message]);
    expect(verified.stdout).toContain('Verified OK');
  }
});
