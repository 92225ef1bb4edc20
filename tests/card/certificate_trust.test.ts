import type { X509Certificate } from 'node:crypto';
import 'reflect-metadata';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkTime, checkTrust, parseCertificate } from '../../src/card/certificate.ts';
import { unwrap } from '../../src/problem/result.ts';
import { type DemoPki, demoTrustAnchors, openDemoPki } from '../../src/simulator/card/demoPki.ts';
import { root } from '../support/card/cardRig.ts';
import { strangerAuthority } from '../support/card/strangerAuthority.ts';

const now = new Date('2026-11-22T03:00:00Z');
const months = (count: number) => new Date(Date.UTC(2026, 10 + count, 22));

describe('the certificate of a card', () => {
  let pki: DemoPki;
  let anchors: readonly X509Certificate[];
  beforeAll(async () => {
    pki = await openDemoPki(root, now);
    anchors = await demoTrustAnchors(root, now);
  });

  function certificate(bytes: Uint8Array | string) {
    return unwrap(parseCertificate(bytes));
  }

  async function issued(notBefore?: Date, notAfter?: Date) {
    const validity = notBefore && notAfter && { notBefore, notAfter };
    return certificate(await pki.issue('yamada-hanako', validity));
  }

  test('is accepted when a trust anchor issued it', async () => {
    expect(checkTrust(await issued(), undefined, anchors, now)).toEqual({ ok: true, value: undefined });
  });

  test('is refused when the anchors are others, also where their name is the same', async () => {
    const stranger = await strangerAuthority(now);
    const outcome = checkTrust(await issued(), undefined, [stranger.certificate], now);
    expect(stranger.certificate.subject).toBe(anchors[0]?.subject);
    expect(outcome).toMatchObject({ problem: { code: 'U-111' } });
  });

  test('is refused when only the card itself vouches for its authority', async () => {
    const stranger = await strangerAuthority(now);
    const forged = await stranger.issue('CN=forged');
    expect(checkTrust(forged, stranger.certificate, anchors, now)).toMatchObject({ problem: { code: 'U-111' } });
  });

  test('is accepted through the authority on the card when an anchor vouches for that one', async () => {
    const between = await strangerAuthority(now, { certifiedBy: pki });
    const leaf = await between.issue('CN=through an authority between');
    expect(checkTrust(leaf, undefined, anchors, now)).toMatchObject({ problem: { code: 'U-111' } });
    expect(checkTrust(leaf, between.certificate, anchors, now).ok).toBe(true);
  });

  test('is refused when it is no certificate for user authentication', async () => {
    const [anchor] = anchors;
    if (!anchor) throw new Error('no anchor');
    const stranger = await strangerAuthority(now, { name: 'C=JP, O=JPKI, OU=JPKI for digital signature' });
    const leaf = await stranger.issue('CN=signature');
    expect(checkTrust(leaf, undefined, [stranger.certificate], now)).toMatchObject({
      problem: { code: 'U-111', detail: 'not a certificate for user authentication' },
    });
  });

  test('is refused before its time and after it, and accepted on its edges', async () => {
    const leaf = await issued(months(-60), months(-1));
    expect(checkTrust(leaf, undefined, anchors, now).ok).toBe(true);
    expect(checkTime(leaf, now)).toMatchObject({ problem: { code: 'U-112' } });
    const young = await issued(months(1), months(60));
    expect(checkTime(young, now)).toMatchObject({ problem: { code: 'U-604' } });
    expect(checkTime(young, months(1)).ok).toBe(true);
    expect(checkTime(young, months(60)).ok).toBe(true);
  });

  test('is refused for lack of trust when it is the anchor that is out of date', async () => {
    const leaf = await issued(months(-60), months(600));
    expect(checkTrust(leaf, undefined, anchors, months(500))).toMatchObject({ problem: { code: 'U-111' } });
  });

  test('is refused when it is no certificate at all', () => {
    expect(parseCertificate(Buffer.alloc(100, 0x30))).toMatchObject({ problem: { code: 'U-111' } });
  });
});
