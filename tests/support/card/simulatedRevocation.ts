import { serialOf } from '../../../src/card/certificate.ts';
import type { RevocationSource } from '../../../src/card/revocation.ts';
import { ok } from '../../../src/problem/result.ts';
import { certificateSerial } from '../../../src/simulator/card/demoPki.ts';
import type { Person } from '../../../src/simulator/people.ts';

/** Fixture people with this tag have had their certificate revoked. */
const revokedTag = 'revoked';

/** Knows the certificates of the fixture people, and nobody else's. */
export function simulatedRevocation(people: readonly Person[]): RevocationSource {
  const status = new Map(
    people.map(({ id, tags }) => [certificateSerial(id), tags.includes(revokedTag) ? 'revoked' : 'good'] as const),
  );
  return { check: async (certificate) => ok(status.get(serialOf(certificate)) ?? 'unknown') };
}
