import type { Reception } from '../../../reception/reception.ts';
import type { OqsEncoding } from './encoding.ts';

/**
 * How we know of an element. `field`: software that works with the real systems reads or writes it in this place and
 * with this meaning. `ours`: its name, or what we put into it, is our own decision.
 */
export type Standing = 'field' | 'ours';

/** One element of the file: where it stands, how we know, what it says of `T`; nothing leaves it out. */
export interface ElementRule<T> {
  readonly element: string;
  readonly standing: Standing;
  readonly value: (about: T, encoding: OqsEncoding) => string | null | undefined;
}

/** An element with elements in it, once for each item. */
export interface GroupRule<T> {
  readonly element: string;
  readonly standing: Standing;
  /** The element around all of them, where there is one. */
  readonly list?: string;
  /** For the documents: what may stand in each. */
  readonly parts: readonly Pick<ElementRule<unknown>, 'element' | 'standing'>[];
  /** What stands in each, in the order of the items. */
  readonly each: (about: T) => readonly (readonly Written[])[];
}

/** An element's name and its text. */
export type Written = readonly [element: string, text: string | null | undefined];

export type Rule<T> = ElementRule<T> | GroupRule<T>;

/** Whom the elements of one result are about. */
export interface ResultSubject {
  readonly reception: Reception;
  /** One result for each thing that pays: the insurance, 医療扶助; one without either where nothing is known. */
  readonly payer: 'insurance' | 'medical-assistance' | 'unknown';
}

export function field<T>(element: string, value: ElementRule<T>['value']): ElementRule<T> {
  return { element, standing: 'field', value };
}

export function ours<T>(element: string, value: ElementRule<T>['value']): ElementRule<T> {
  return { element, standing: 'ours', value };
}

/** A group's name, how it is known, and the list around it. */
type GroupName = Pick<GroupRule<unknown>, 'element' | 'standing' | 'list'>;

/** A group that says `parts` of each item. */
export function group<T, Item>(
  name: GroupName,
  items: (about: T) => readonly Item[],
  parts: readonly (Pick<ElementRule<Item>, 'element' | 'standing'> & {
    readonly value: (item: Item, about: T) => string | null | undefined;
  })[],
): GroupRule<T> {
  return {
    ...name,
    parts: parts.map(({ element, standing }) => ({ element, standing })),
    each: (about) =>
      items(about).map((item) => parts.map(({ element, value }): Written => [element, value(item, about)])),
  };
}
