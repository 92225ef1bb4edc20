import type { Sentence } from '../languages.ts';

/** One numbered error: what happened, what the patient reads, what the desk reads. */
export interface CatalogueEntry {
  /** For developers: one line, the condition that leads here. */
  readonly meaning: string;
  /** The patient's headline. Names the cause, blames nobody. */
  readonly patient: Sentence;
  /** The patient's next step. */
  readonly advice: Sentence;
  /** What the desk reads: the cause, and what to do about it. */
  readonly staff: string;
  /** Whether doing the same again can help. */
  readonly retry: 'patient' | 'staff' | 'no';
}
