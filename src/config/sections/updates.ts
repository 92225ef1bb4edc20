import { z } from 'zod';
import { weekdays } from '../../kernel/weeklyHours.ts';
import { key, section } from '../key.ts';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);

export const updates = section(
  {
    hours: key(
      z.array(z.strictObject({ days: z.array(z.enum(weekdays)).min(1), from: timeOfDay, to: timeOfDay })),
      [],
      'When updates may be installed, Tokyo time. Empty: whenever no patient is being served.',
      'An update keeps disk and processor busy for minutes: before opening or after closing nobody notices.',
    ),
  },
  'Updates of the device.',
);
