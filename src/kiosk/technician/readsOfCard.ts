import type { X509Certificate } from 'node:crypto';
import { createPlacedCard } from '../../card/myNumberCard.ts';
import type { CardChannel } from '../../card/reader.ts';
import { failed, ok, type Result } from '../../problem/result.ts';
import type { CardRead } from '../../technician/ports.ts';

/**
 * Reads a test card as a visit reads a patient's, from the first selection to the certificate, and says how long it took
 * and how long what was read is. What was read is gone when this returns; nothing that spends a try is asked.
 */
export async function readTestCard(
  channel: CardChannel | undefined,
  trustAnchors: readonly X509Certificate[],
  now: () => Date,
  signal: AbortSignal,
): Promise<Result<CardRead>> {
  if (!channel) return failed('U-103', 'no card lies there');
  const numberB = { readNumberB: async () => undefined };
  const card = createPlacedCard({
    channel,
    trustAnchors,
    faceIssuers: [],
    numberB,
    now,
    unusualCertificates: 'report',
  });
  const startedAt = performance.now();
  const identity = await card.identify(signal);
  if (!identity.ok) return identity;
  const { certificate, pinTriesLeft, photo } = identity.value;
  const certificateBytes = certificate.length;
  certificate.fill(0);
  const ms = Math.round(performance.now() - startedAt);
  return ok({ ms, certificateBytes, hasPin: pinTriesLeft !== null, hasFront: photo === 'available' });
}
