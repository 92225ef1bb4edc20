import { z } from 'zod';

/** By how many milliseconds the clocks of a process are ahead from its beginning: a command given to a kiosk in its year. */
export const aheadVariable = 'UKETSUKE_SOAK_AHEAD_MS';

/** What the soak asks of the kiosk's process, over the channel of who started it. */
export const questionSchema = z.discriminatedUnion('ask', [
  /** So many milliseconds pass, in so many steps. */
  z.strictObject({ id: z.int(), ask: z.literal('pass'), ms: z.number(), steps: z.int() }),
  z.strictObject({ id: z.int(), ask: z.literal('measure') }),
]);
export type Question = z.infer<typeof questionSchema>;

/** How the process stands, after everything that is not held any more was let go. */
export const insideFigures = z.strictObject({
  heapBytes: z.number(),
  externalBytes: z.number(),
  /** Since the last time it was asked, milliseconds. */
  eventLoopP99Ms: z.number(),
});
export type InsideFigures = z.infer<typeof insideFigures>;

export const answerSchema = z.strictObject({
  id: z.int(),
  /** Milliseconds since the epoch, as the kiosk has it now. */
  now: z.number(),
  figures: insideFigures.exactOptional(),
});
export type Answer = z.infer<typeof answerSchema>;
