import { z } from 'zod';
import { key, section } from '../key.ts';

export const accessibility = section(
  {
    text: key(
      z.literal([100, 150, 200]),
      100,
      'Size of the words every visit begins with, percent.',
      'Larger where most patients are old; each patient can change it for their own visit.',
    ),
    contrast: key(
      z.enum(['normal', 'high', 'dark']),
      'normal',
      'Colours every visit begins with: `high` is black on white, `dark` white on black.',
      'A screen against a bright window is read better with `high`.',
    ),
    calm: key(
      z.boolean(),
      false,
      'Whether nothing moves on the screen.',
      'Motion helps most people to see what to do, and makes some of them ill.',
    ),
    low: key(
      z.boolean(),
      false,
      'Whether everything to press lies in the lower part of the screen.',
      'For a high screen, children, and patients who come in a wheelchair.',
    ),
    voice: key(
      z.enum(['on', 'off']),
      'off',
      'Whether the screen is spoken from the beginning.',
      'Who needs the voice can turn it on with one key; where most need it, it is there before they look for the key.',
    ),
    volume: key(
      z.literal([1, 2, 3, 4, 5]),
      3,
      'How loud the voice begins, 1 to 5.',
      'A quiet waiting room needs less than a busy one.',
    ),
    speed: key(
      z.enum(['slow', 'normal', 'fast']),
      'normal',
      'How fast the voice begins.',
      'Slower where most patients are old.',
    ),
  },
  'How every visit begins for eyes, ears and hands. Each patient may change it, and the next begins like this again.',
);
