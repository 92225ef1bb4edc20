import type { ChipKind } from '../../src/simulator/card/badChips/chipKind.ts';
import type { Arrival, Way } from './visit.ts';

/** Whose visits ask nothing beyond identity and consent, and whose insurance is valid. */
const people = ['yamada-hanako', 'suzuki-ume', 'takasaki-yoshio', 'fernandez-alexandra'];

/** Of ten patients seven type their PIN, two look into the camera, and for one the insurance cannot be asked about. */
const mix: readonly Way[] = ['pin', 'pin', 'face', 'pin', 'pin', 'provisional', 'pin', 'face', 'pin', 'pin'];

/** The `index`th patient of the day, counted from 0. */
export function arrivalOf(index: number): Arrival {
  return { person: at(people, index), way: at(mix, index), chip: 'own' };
}

/** Who comes with what is not their card: every way of both kinds in turn. */
export function strangeArrivalOf(index: number): Arrival {
  const kinds: readonly ChipKind[] = ['home-made', 'photo-bomb'];
  const tried: readonly Way[] = ['face', 'pin'];
  return { person: at(people, index), way: at(tried, index >> 1), chip: at(kinds, index) };
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index % list.length];
  if (item === undefined) throw new Error('an empty list');
  return item;
}
