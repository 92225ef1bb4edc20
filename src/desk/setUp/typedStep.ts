import { z } from 'zod';

/** What a step's form sends: texts, and lists of them. A program sends the same as JSON. */
export const typedStep = z.record(
  z.string().max(40),
  z.union([z.string().max(128 * 1024), z.array(z.string().max(200)).max(40)]),
);
