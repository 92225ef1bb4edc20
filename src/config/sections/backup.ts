import { z } from 'zod';
import { ageRecipientPattern, isAgeRecipient } from '../../kernel/ageKey.ts';
import { key, section } from '../key.ts';

const noKey = 'U-708: no public key of age (age1…)';

export const backup = section(
  {
    recipients: key(
      z
        .array(z.string().regex(ageRecipientPattern, { error: noKey, abort: true }).refine(isAgeRecipient, noKey))
        .max(16),
      [],
      'Public keys (`age1…`) that seal backups made at the desk; the owner of any of them can open one alone. Empty: none are made there.',
      'A backup holds everything of this kiosk: only whoever keeps a secret key away from it opens one.',
    ),
    remindDays: key(
      z.int().min(0).max(400),
      30,
      'Days without a backup until the desk is reminded of it; 0: never.',
      'Where clinic IT copies the machine by other means, nobody need be reminded.',
    ),
  },
  'Backups of this kiosk, as an administrator makes them at the desk.',
);
