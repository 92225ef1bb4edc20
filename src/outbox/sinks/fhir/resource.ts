import { isoOfDay } from '../../../reception/toldDays.ts';

/** A FHIR resource as JSON. What it may hold is the validator's business, in the tests. */
export type Resource = { readonly resourceType: string } & Readonly<Record<string, unknown>>;

/** A business identifier: digits, hex and plain letters only, so that it may stand in a search without escapes. */
export interface Identifier {
  readonly system: string;
  readonly value: string;
}

/** A reference to another entry of the same bundle, or to anything a server holds. */
export interface Reference {
  readonly reference: string;
}

/** One code of one system, as a CodeableConcept. */
export function concept(system: string, code: string, text?: string): object {
  return { coding: [{ system, code }], ...(text === undefined ? {} : { text }) };
}

/** A Period between two days as a record keeps them, of which each may be unknown or missing; absent without either. */
export function period(first: string | undefined, last: string | undefined): object | undefined {
  const [start, end] = [isoOfDay(first), isoOfDay(last)];
  return start === undefined && end === undefined
    ? undefined
    : { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) };
}
