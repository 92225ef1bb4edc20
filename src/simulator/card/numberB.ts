import type { NumberBSource } from '../../card/placedCard.ts';
import { eraYearsWithin } from '../../kernel/eras.ts';
import { partialDate, spanOf } from '../../kernel/partialDate.ts';
import type { Person } from '../people.ts';
import type { CardSlot } from './slot.ts';

/** 照合番号B of a person's card: birth date YYMMDD with the year as printed, expiry year YYYY, security code. */
export function numberBOf({ card }: Person): string {
  return `${printedYear(card).slice(-2)}${card.birthdate.slice(4)}${card.expiry.slice(0, 4)}${card.securityCode}`;
}

/** Two digits and more. */
function printedYear({ birthdate, yearNotation }: Person['card']): string {
  const date = partialDate(birthdate);
  const span = date && spanOf(date);
  // On the day that belongs to two eras the newer one is named.
  const year = span && eraYearsWithin(span.first, span.last).at(-1)?.year;
  return yearNotation === 'western' ? birthdate.slice(0, 4) : String(year ?? 0).padStart(2, '0');
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
