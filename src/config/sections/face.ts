import { z } from 'zod';
import { key, section } from '../key.ts';

export const camera = section(
  {
    device: key(
      z.string().regex(/^(\/dev\/video\d{1,2}|TEST|FILE:[\w./-]+)$/, 'must be /dev/videoN, TEST or FILE:path'),
      '/dev/video0',
      'Camera that looks at the patient.',
      'The card camera, where there is one, is another device.',
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
      'Folder with the weights of the `standard` profile; empty means the environment’s UKETSUKE_MODELS.',
      'Weights are not part of the program.',
    ),
    liveness: key(
      z.enum(['off', 'on-doubt', 'always']),
      'on-doubt',
      'When the patient is asked to turn the head: never, where something speaks against a living face, or every time.',
      'This is no certified protection against a held-up picture; `always` costs each patient a few seconds.',
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
