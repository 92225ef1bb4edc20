import { join } from 'node:path';
import { z } from 'zod';
import { imageFile, protectionFile, refusedConfigurationFile } from './deviceFiles.ts';
import { readWord } from './machine.ts';

/** What a device's own system says of itself; null where it says nothing, as on a PC that is already there. */
export interface DeviceFacts {
  /** How well the machine protects what is on it, as the start saw it. */
  readonly protection: Protection | null;
  /** Whether the system was signed with keys made for trying, which anybody may have. */
  readonly areKeysTrial: boolean | null;
  /** Whether this start found a configuration that somebody had laid on the open partition, and did not take it. */
  readonly wasConfigurationRefused: boolean;
}

const protectionSchema = z.object({
  /** `setup`: the firmware waits for keys; `none`: it knows no Secure Boot. */
  secureBoot: z.enum(['on', 'off', 'setup', 'none']),
  /** Without one the clinic's data are not encrypted. */
  tpm: z.boolean(),
  /** Whether they are: data of a time when there was no TPM lie open beside one. Left out before they are opened. */
  sealed: z.boolean().optional(),
});
export type Protection = z.infer<typeof protectionSchema>;

/** Whether the clinic's data on this machine are encrypted. */
export function areDataSealed({ tpm, sealed = tpm }: Protection): boolean {
  return sealed;
}

const imageSchema = z.object({ isTrial: z.boolean() });

/** @param machine absolute path below which the machine shows itself */
export async function deviceFacts(machine = '/'): Promise<DeviceFacts> {
  const [protection, image, refused] = await Promise.all([
    read(join(machine, protectionFile), protectionSchema),
    read(join(machine, imageFile), imageSchema),
    readWord(join(machine, refusedConfigurationFile)),
  ]);
  return { protection, areKeysTrial: image?.isTrial ?? null, wasConfigurationRefused: refused !== undefined };
}

async function read<T>(file: string, schema: z.ZodType<T>): Promise<T | null> {
  const text = await readWord(file);
  if (text === undefined) return null;
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
