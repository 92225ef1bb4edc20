import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PlacedCardParts } from '../../src/card/myNumberCard.ts';
import type { RevocationSource } from '../../src/card/revocation.ts';
import { day } from '../../src/kernel/durations.ts';
import { failed, ok, unwrap } from '../../src/problem/result.ts';
import { certificateSerial } from '../../src/simulator/card/demoPki.ts';
import { type CardRig, directRig, person, unhurried } from '../support/card/cardRig.ts';
import { simulatedRevocation } from '../support/card/simulatedRevocation.ts';

const hanako = person('yamada-hanako');
/** The demo authority issues for whole days: two years back, three ahead. */
const inDays = (days: number) => () => new Date(Date.now() + days * day);
const threeYears = 3 * 365 + 1;

describe('the certificate of a card, as the visit is told', () => {
  let rig: CardRig;
  beforeEach(async () => {
    rig = await directRig();
  });
  afterEach(() => rig.close());

  async function identified(change: Partial<PlacedCardParts>) {
    unwrap(await rig.slot.insert(hanako));
    const reader = await rig.openReader();
    return rig.placed((await reader.next('card.placed')).card, change).identify(unhurried);
  }

  test('is valid, or its end is near', async () => {
    expect(unwrap(await identified({}))).toMatchObject({ certificateClass: 'valid', revocation: 'unknown' });
    const soon = unwrap(await identified({ now: inDays(threeYears - 60) }));
    expect(soon).toMatchObject({ certificateClass: 'expiring', serial: certificateSerial(hanako.id) });
  });

  test('is refused as soon as it has expired, unless the visit wants to decide by itself', async () => {
    const now = inDays(threeYears + 20);
    expect(await identified({ now })).toMatchObject({ problem: { code: 'U-112' } });
    const reported = unwrap(await identified({ now, unusualCertificates: 'report' }));
    expect(reported.certificateClass).toBe('grace');
    const late = unwrap(await identified({ now: inDays(threeYears + 200), unusualCertificates: 'report' }));
    expect(late.certificateClass).toBe('unusable');
  });

  test('is refused when it was revoked, or reported', async () => {
    const revocation = simulatedRevocation([{ ...hanako, tags: ['revoked'] }]);
    expect(await identified({ revocation })).toMatchObject({ problem: { code: 'U-114' } });
    expect(unwrap(await identified({ revocation, unusualCertificates: 'report' }))).toMatchObject({
      certificateClass: 'revoked',
      revocation: 'revoked',
    });
    expect(unwrap(await identified({ revocation: simulatedRevocation([hanako]) })).revocation).toBe('good');
  });

  test('counts as unknown when nobody answers, and nobody waits for ever', async () => {
    const away: RevocationSource = { check: async () => failed('U-402') };
    expect(unwrap(await identified({ revocation: away })).revocation).toBe('unknown');
    const silent: RevocationSource = {
      check: (_certificate, signal) =>
        new Promise((resolve) => signal.addEventListener('abort', () => resolve(ok('unknown')))),
    };
    expect(unwrap(await identified({ revocation: silent })).revocation).toBe('unknown');
  });
});
