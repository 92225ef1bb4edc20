import { z } from 'zod';
import { key, section } from '../key.ts';

export const visit = section(
  {
    inactivitySeconds: key(
      z.int().min(15).max(300),
      90,
      'How long a question waits before the countdown appears.',
      'Longer where many patients read slowly; shorter where the queue is long.',
    ),
    helpedInactivitySeconds: key(
      z.int().min(30).max(900),
      180,
      'The same once staff were called.',
      'Nobody who asked for help should lose what they have done.',
    ),
    countdownSeconds: key(
      z.int().min(20).max(120),
      30,
      'How long the countdown with 「続ける」 runs.',
      'When it ends the visit ends, so that the next person never meets an open one.',
    ),
    liftedCardSeconds: key(
      z.int().min(10).max(180),
      60,
      'How long staff may have the card in their hand while they look (目視), before the visit ends.',
      'Longer where the desk is far from the kiosk. Another card ends the visit at once.',
    ),
    doneSeconds: key(
      z.int().min(3).max(60),
      8,
      'How long 受付完了 stays once the card was taken.',
      'Before that it stays as long as the card does; who touches the screen keeps it longer.',
    ),
    problemSeconds: key(
      z.int().min(5).max(300),
      40,
      'How long a problem stays on the screen.',
      'Staff may want to read it.',
    ),
    staffCheck: key(
      z.boolean(),
      true,
      'Whether staff may compare person and photo instead of a machine (目視).',
      'Needs staff with a passcode, or somebody at the desk.',
    ),
  },
  'Time given to the patient, and help.',
);
