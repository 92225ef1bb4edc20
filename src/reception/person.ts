import { z } from 'zod';

/** 4情報 as the card says them: what an unfinished reception is taken up again by. */
export const personSchema = z.object({
  name: z.string(),
  address: z.string(),
  /** yyyyMMdd, with zeros for what nobody knows: 19650000. */
  birthdate: z.string(),
  /** 1 male, 2 female, 3 unset. */
  sex: z.enum(['1', '2', '3']),
});

export type PersonRecord = Readonly<z.infer<typeof personSchema>>;
