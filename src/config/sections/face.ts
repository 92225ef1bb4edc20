import { z } from 'zod';
import { key, section } from '../key.ts';

const device = z
  .string()
  .regex(
    /^(\/dev(\/\w[\w.:+-]*)+|TEST|FILE:[\w./-]+)$/,
    'must be a device such as /dev/video0, a name of your own under /dev, TEST or FILE:path',
  );

export const camera = section(
  {
    device: key(
      device,
      '/dev/video0',
      'Camera that looks at the patient.',
      'A name under /dev/v4l/by-id stays the same when cameras are plugged in another order.',
    ),
    driver: key(
      z.enum(['auto', 'streaming', 'still']),
      'auto',
      '`streaming`: ffmpeg. `still`: one picture after the other by fswebcam. `auto`: streaming where ffmpeg is there.',
      '`still` is for cameras that ffmpeg cannot open; it shows the patient few pictures a second.',
    ),
    framesPerSecond: key(
      z.int().min(5).max(30),
      15,
      'Pictures the streaming camera is asked for, a second.',
      'More costs power and changes no decision.',
    ),
    cardDevice: key(
      z.union([z.literal(''), device]),
      '',
      'Camera that looks at the card on the reader; empty where there is none.',
      'It reads the numbers printed on the card. Without it the patient, or staff, types them for 顔認証.',
    ),
  },
  'The camera.',
);

export const face = section(
  {
    profile: key(
      z.enum(['auto', 'standard', 'embedded']),
      'auto',
      'Which face networks decide. `auto`: `standard` where installed, else `embedded`.',
      'Say it outright in production: `embedded` is for trying only.',
    ),
    modelsFolder: key(
      z.string(),
      '',
      'Folder with the networks of the `standard` profile; empty means the environment’s UKETSUKE_MODELS, else the folder where `models install` puts them.',
      'Weights are not part of the program.',
    ),
    liveness: key(
      z.enum(['off', 'on-doubt', 'always']),
      'on-doubt',
      'When the patient is asked to turn the head: never, where something speaks against a living face, or every time.',
      'This is no certified protection against a held-up picture; `always` costs each patient a few seconds. With `off` the `embedded` profile has nothing that speaks for life, and no face passes.',
    ),
    attempts: key(
      z.int().min(1).max(5),
      3,
      'Face attempts in one visit.',
      'Ten misses in a row lock the face route nationally; a retry is always the patient’s own act.',
    ),
    attemptSeconds: key(z.int().min(3).max(30), 8, 'Longest time of one attempt.', 'Longer for people who move a lot.'),
  },
  'Face recognition.',
);
