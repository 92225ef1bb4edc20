import { z } from 'zod';
import { key, section } from '../key.ts';

export const support = section(
  {
    vendorKey: key(
      z.union([z.literal(''), z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/, 'must be a public key of age: age1…')]),
      '',
      'Public key of whoever maintains the kiosk, as `age-keygen` prints it; support bundles are encrypted to it. Empty: they are not.',
      'A bundle holds nobody’s data, but it tells of the clinic’s network: only the one it is for should open it.',
    ),
  },
  'What is sent to those who maintain the kiosk.',
);
