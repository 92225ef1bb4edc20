import type { NumberBSource } from '../../card/placedCard.ts';
import type { Person } from '../people.ts';
import type { CardSlot } from './slot.ts';

/** Birth dates on the card's front are in the Japanese era, and so is 照合番号B. */
const eraYear = new Intl.DateTimeFormat('en-u-ca-japanese', { year: 'numeric', timeZone: 'UTC' });

/** 照合番号B of a person's card: era birth date YYMMDD, expiry year YYYY, security code. */
export function numberBOf({ card }: Person): string {
  const [year, month, day] = [card.birthdate.slice(0, 4), card.birthdate.slice(4, 6), card.birthdate.slice(6)];
  const parts = eraYear.formatToParts(new Date(`${year}-${month}-${day}T00:00:00Z`));
  const inEra = parts.find(({ type }) => type === 'year')?.value ?? '';
  return `${inEra.padStart(2, '0')}${month}${day}${card.expiry.slice(0, 4)}${card.securityCode}`;
}

/**
 * Tells 照合番号B of the card that lies in the slot, from the fixtures. It stands in for the card camera and its
 * character recognition, which come with a later issue: it knows, where those will have to read.
 */
export function slotNumberB(slot: Pick<CardSlot, 'present'>): NumberBSource {
  return {
    async readNumberB() {
      return slot.present && Uint8Array.from(Buffer.from(numberBOf(slot.present), 'latin1'));
    },
  };
}
