import { z } from 'zod';
import { digitRows, type KeyMap, keyRoles } from './keypad/keyMap.ts';
import { contrasts, type PatientSettings, textSizes, voiceSpeeds, volumes } from './settings.ts';

/** {@link PatientSettings} as they are checked. Apart from them: the browser app needs their names and no checker. */
export const settingsSchema = z.strictObject({
  text: z.literal(textSizes),
  contrast: z.enum(contrasts),
  calm: z.boolean(),
  low: z.boolean(),
  voice: z.enum(['on', 'off']),
  volume: z.literal(volumes),
  speed: z.enum(voiceSpeeds),
}) satisfies z.ZodType<PatientSettings>;

/** {@link KeyMap}, the same way. */
export const keyMapSchema = z.strictObject({
  digits: z.array(z.enum(digitRows)).readonly(),
  roles: z.record(z.enum(keyRoles), z.array(z.string()).readonly()).readonly(),
}) satisfies z.ZodType<KeyMap>;
