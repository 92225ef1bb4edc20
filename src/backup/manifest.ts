import { z } from 'zod';

/** What a backup says of itself: its last part, so that a file without its end is none. */
export const manifestSchema = z.strictObject({
  format: z.literal('uketsuke backup 1'),
  /** Of this backup. */
  id: z.uuid(),
  /** `kiosk.id` of the configuration. */
  kiosk: z.string(),
  /** Of the program that made it. */
  version: z.string(),
  /** When it was begun, milliseconds since the epoch. */
  at: z.number(),
  /** How many machines this kiosk has been on, this one among them. */
  generation: z.int().min(1),
  /** Whether the machine it was made on serves nobody any more. */
  isRetired: z.boolean(),
  files: z.array(z.strictObject({ path: z.string(), bytes: z.int().min(0), sha256: z.string() })),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** The name of the manifest inside the backup. */
export const manifestName = 'backup.json';

/**
 * Files of the data folder stand below the first, those of the configuration below the second; below the third what a
 * device of our own was told of its network, its clock and the clinic's shared folder.
 */
export const parts = { data: 'data', config: 'config', machine: 'machine' } as const;

/** Whether a backup holds something of the third part. */
export function holdsMachine({ files }: Manifest): boolean {
  return files.some(({ path }) => path.startsWith(`${parts.machine}/`));
}

/** Whether a name is one that a backup gives: below one of the parts, and never out of it. */
export function isNameInBackup(name: string): boolean {
  const [part, ...inside] = name.split('/');
  return (
    Object.values<string | undefined>(parts).includes(part) &&
    inside.length > 0 &&
    inside.every((each) => each !== '' && each !== '.' && each !== '..') &&
    !name.includes('\0')
  );
}
