import { z } from 'zod';

/** yyyyMMdd. */
const until = z.string().regex(/^\d{8}$/);

/**
 * What is said once to a person who was checked in, because it concerns them: a line each, on a screen that others may
 * see. `again`: they came earlier today. `certificate`, `grace`, `card`: the last day on which to renew the certificate,
 * one that has run out already, the card itself. `reimbursed`: a certificate of theirs is paid back later. `own-data`:
 * what was passed on can be looked at in マイナポータル.
 */
export const reminderSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('again') }),
  z.strictObject({ kind: z.literal('card'), until }),
  z.strictObject({ kind: z.literal('certificate'), until }),
  z.strictObject({ kind: z.literal('grace'), until }),
  z.strictObject({ kind: z.literal('reimbursed') }),
  z.strictObject({ kind: z.literal('own-data') }),
]);
export type Reminder = Readonly<z.infer<typeof reminderSchema>>;
