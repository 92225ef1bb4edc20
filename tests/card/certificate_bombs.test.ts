import type { X509Certificate } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { checkTrust, parseCertificate } from '../../src/card/certificate.ts';
import { readAuthenticationCertificate } from '../../src/card/jpki.ts';
import type { CardChannel } from '../../src/card/reader.ts';
import { demoTrustAnchors } from '../../src/simulator/card/demoPki.ts';
import { certificateOf, deepName, madeUpCurveKeyOf, nameOf, rsaKeyOf } from '../support/bombs/certificates.ts';
import { leastCostOf } from '../support/bombs/costOf.ts';
import { root } from '../support/card/cardRig.ts';

const now = new Date('2026-11-22T03:00:00Z');
const ordinaryKey = rsaKeyOf(256, 3);
let anchors: readonly X509Certificate[];
beforeAll(async () => {
  anchors = await demoTrustAnchors(root, now);
});

it('the certificate that all of these are a variation of is read, and trusted by nobody', () => {
  const certificate = parseCertificate(certificateOf({ key: ordinaryKey }));
  expect(certificate.ok && checkTrust(certificate.value, certificate.value, anchors, now)).toMatchObject({
    problem: { code: 'U-111' },
  });
});

it.each([
  ['an RSA key of 16,384 bits', () => certificateOf({ key: rsaKeyOf(2_048, 8) })],
  ['an RSA key of 240,000 bits', () => certificateOf({ key: rsaKeyOf(30_000, 3) })],
  ['an exponent as long as the modulus', () => certificateOf({ key: rsaKeyOf(256, 256) })],
  ['an RSA key of 512 bits', () => certificateOf({ key: rsaKeyOf(64, 3) })],
  ['a made-up curve', () => certificateOf({ key: madeUpCurveKeyOf(80) })],
  [
    'a name of 600 parts',
    () => certificateOf({ key: ordinaryKey, issuer: nameOf('JPKI for user authentication', 600) }),
  ],
  ['a name 900 levels deep', () => certificateOf({ key: ordinaryKey, issuer: deepName(900) })],
])('a certificate with %s is U-111, and costs nothing', async (_, make) => {
  const bomb = make();
  const { value, peakBytes, stalledMs } = await leastCostOf(async () => parseCertificate(bomb), 50);
  expect(value).toMatchObject({ ok: false, problem: { code: 'U-111' } });
  expect(peakBytes).toBeLessThan(20_000_000);
  expect(stalledMs).toBeLessThan(50);
});

it('a file that says its certificate is 32 KB long is not read to its end over the radio', async () => {
  let commands = 0;
  const channel: CardChannel = {
    atr: new Uint8Array(0),
    reader: { name: 'a line', extendedLength: 'fails' },
    powerOff: async () => undefined,
    transmit: async () => {
      commands += 1;
      const head = commands === 1 ? Buffer.from('30827fe0', 'hex') : Buffer.alloc(4);
      return { ok: true, value: Buffer.concat([head, Buffer.alloc(246, 0x30), Buffer.from('9000', 'hex')]) };
    },
  };
  const outcome = await readAuthenticationCertificate(channel, new AbortController().signal);
  expect(outcome).toMatchObject({ ok: false, problem: { code: 'U-111' } });
  expect(commands).toBe(1);
});
