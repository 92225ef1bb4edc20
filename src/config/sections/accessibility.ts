import { z } from 'zod';
import { key, section } from '../key.ts';

const code = z
  .string()
  .regex(/^\w{0,32}$/, 'must be the place of a key as browsers name it: NumpadAdd, ArrowDown, F13');
const codes = z.array(code.min(1));

const keypad = section(
  {
    digits: key(
      z.array(z.enum(['Numpad', 'Digit'])),
      ['Numpad', 'Digit'],
      'Where digits are typed and choices made by number: `Numpad` the number pad, `Digit` the row above the letters.',
      'Leave out what patients should not reach.',
    ),
    choose: key(codes, ['NumpadEnter', 'Enter'], 'Keys that choose.', 'Add the large button of a pad of your own.'),
    next: key(
      codes,
      ['NumpadAdd', 'ArrowDown', 'ArrowRight'],
      'Keys that go on to the next thing to press.',
      'Add the forward key of a pad of your own.',
    ),
    previous: key(
      codes,
      ['NumpadSubtract', 'ArrowUp', 'ArrowLeft'],
      'Keys that go back to the thing before.',
      'Add the back key of a pad of your own.',
    ),
    again: key(
      codes,
      ['NumpadMultiply'],
      'Keys that have everything said again, and turn the voice on where it is off.',
      'Say on the pad which key it is: it is the one a blind patient looks for.',
    ),
    voice: key(
      codes,
      ['NumpadDecimal', 'Period'],
      'Keys that turn the voice on and off.',
      'Empty where there is none.',
    ),
    help: key(codes, ['NumpadDivide', 'Slash'], 'Keys that show what each key does.', 'Add one that is marked with ?.'),
    erase: key(codes, ['Backspace'], 'Keys that take the last digit back.', 'Pads without it need another one.'),
    cancel: key(codes, ['Escape'], 'Keys that end the visit.', 'Pads without it reach it step by step.'),
  },
  'Which key does what. Keys are called by their place, as browsers do (`KeyboardEvent.code`).',
);

const oneSwitch = section(
  {
    key: key(
      code,
      '',
      'Key under which one large switch reports itself; empty where there is none.',
      'Switches for people who can press only one thing report as an ordinary key, often Space or F13.',
    ),
    way: key(
      z.enum(['hold', 'scan']),
      'hold',
      '`hold`: a short press steps on, a long one chooses. `scan`: it steps on by itself, and a press chooses.',
      'Who cannot hold a switch down needs `scan`.',
    ),
    holdMilliseconds: key(
      z.int().min(300).max(5_000),
      800,
      'From when on a press is a long one.',
      'Longer for slow hands.',
    ),
    scanMilliseconds: key(
      z.int().min(500).max(10_000),
      2_000,
      'How long `scan` stays at each thing.',
      'Longer for slow eyes.',
    ),
  },
  'One switch instead of a keypad.',
);

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
      'Whether everything to press lies in the lower part of the screen, and of the camera the lower part is shown.',
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
    keypad,
    switch: oneSwitch,
  },
  'How every visit begins for eyes, ears and hands. Each patient may change it, and the next begins like this again.',
);
