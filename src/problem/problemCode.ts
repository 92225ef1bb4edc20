import { z } from 'zod';
import { catalogue, type ProblemCode } from './catalogue.ts';

/** Whether `text` is a number of the catalogue. */
export function isProblemCode(text: unknown): text is ProblemCode {
  return typeof text === 'string' && Object.hasOwn(catalogue, text);
}

/** A number of the catalogue of problems. */
export const problemCode = z
  .custom<ProblemCode>(isProblemCode, { error: 'not a number of the catalogue' })
  .describe('number of the catalogue (U-nnn)');
