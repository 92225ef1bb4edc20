import { z } from 'zod';
import { key, section } from '../key.ts';

const port = z.int().min(0).max(65535);

export const kiosk = section(
  {
    id: key(z.string().regex(/^[a-z0-9-]{1,32}$/), 'kiosk-1', 'Name of this device.', 'Tells several kiosks apart.'),
    mode: key(
      z.enum(['trial', 'production']),
      'trial',
      '`trial` for trying, demos and tests; `production` for patients.',
      'In production nothing is chosen silently and nothing is simulated.',
    ),
    dataFolder: key(
      z.string().min(1),
      './data',
      'Where the sealed queue and its key are kept, relative to this file.',
      'Put it on storage that survives an update.',
    ),
  },
  'This device.',
);

export const screen = section(
  {
    port: key(port, 8080, 'Port of the patient screen, on loopback only; 0 picks a free one.', 'Change it when taken.'),
    languages: key(
      z.array(z.enum(['ja', 'en'])).min(1),
      ['ja', 'en'],
      'Languages a patient may choose from.',
      'Leave out what your staff cannot follow up.',
    ),
    defaultLanguage: key(
      z.enum(['ja', 'en']),
      'ja',
      'Language a visit starts in.',
      'Every visit starts in it again, whatever the last patient chose.',
    ),
  },
  'The patient screen.',
);

export const desk = section(
  { port: key(port, 8443, 'Port of the staff desk; 0 picks a free one.', 'Change it when taken.') },
  'The staff desk.',
);

export const simulator = section(
  { port: key(port, 8082, 'Port of the simulator, on loopback only; 0 picks a free one.', 'Change it when taken.') },
  'The simulated outside world; only with `run --simulator`.',
);
