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

/** `yyyy-MM-dd` of `yyyyMMdd`. */
export function fhirDate(day: string): string {
  return day.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
}
