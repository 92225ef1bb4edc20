import { z } from 'zod';
import { key, section } from '../key.ts';

export const card = section(
  {
    driver: key(
      z.enum(['pcsc', 'direct']),
      'pcsc',
      '`pcsc`: a reader behind PC/SC. `direct`: the virtual card in process, with the simulator only.',
      '`direct` is for machines without pcscd.',
    ),
    readerPattern: key(
      z.string().refine(isRegExp, 'must be a regular expression'),
      '',
      'Regular expression on the PC/SC reader’s name; empty takes the first reader.',
      'Needed when the machine has several readers.',
    ),
    phoneReaderPattern: key(
      z.string().refine(isRegExp, 'must be a regular expression'),
      '',
      'Regular expression on the name of a second PC/SC reader, for smartphones; empty where there is none.',
      'With it the patient may choose スマートフォン on the first screen.',
    ),
    trustAnchors: key(
      z.array(z.string().min(1)),
      [],
      'PEM files of the authorities that issue 利用者証明用 certificates, relative to this file, or the PEM texts themselves.',
      'A card whose certificate does not lead to one of these is refused. The simulator brings its own.',
    ),
    faceIssuers: key(
      z.array(z.string().min(1)),
      [],
      'PEM files of the public keys that sign card faces, relative to this file, or the PEM texts themselves.',
      'Without them no photo leads to anybody known: no face recognition and no 目視, the PIN alone. The simulator brings its own.',
    ),
  },
  'The card reader.',
);

function isRegExp(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}
