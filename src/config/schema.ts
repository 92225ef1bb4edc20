import { z } from 'zod';
import { addressOrNone, key, section } from './key.ts';
import { outbox } from './sections/outbox.ts';

const port = z.int().min(0).max(65535);
const words = z.strictObject({ ja: z.string().min(1), en: z.string().min(1) });

const clinic = section(
  {
    name: key(
      z.string().min(1).max(60),
      '受付デモクリニック',
      'Name of the clinic.',
      'Patients see it on every screen.',
    ),
    institutionCode: key(
      z.string().regex(/^\d{2}[1346]\d{7}$/, 'must be 10 digits: prefecture 2, table 1 (1, 3, 4 or 6), institution 7'),
      '1310000001',
      '医療機関コード, 10 digits: prefecture 2, table 1, institution 7.',
      'The eligibility system and the clinic’s systems tell institutions apart by it.',
    ),
    afterCheckIn: key(
      words,
      {
        ja: 'お名前をお呼びするまで、待合室でお待ちください。',
        en: 'Please wait in the waiting room until your name is called.',
      },
      'What the patient does next, shown with 受付完了.',
      'People think the reader has done everything: say what happens next in this clinic.',
    ),
  },
  'The clinic this kiosk stands in.',
);

const kiosk = section(
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

const screen = section(
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

const desk = section(
  { port: key(port, 8443, 'Port of the staff desk; 0 picks a free one.', 'Change it when taken.') },
  'The staff desk.',
);

const simulator = section(
  { port: key(port, 8082, 'Port of the simulator, on loopback only; 0 picks a free one.', 'Change it when taken.') },
  'The simulated outside world; only with `run --simulator`.',
);

const visit = section(
  {
    inactivitySeconds: key(
      z.int().min(15).max(300),
      45,
      'How long a question waits before the countdown appears.',
      'Longer where many patients read slowly; shorter where the queue is long.',
    ),
    countdownSeconds: key(
      z.int().min(5).max(60),
      15,
      'How long the countdown with 「もう少し時間をかける」 runs.',
      'When it ends the visit ends, so that the next person never meets an open one.',
    ),
    doneSeconds: key(
      z.int().min(3).max(60),
      8,
      'How long 受付完了 stays.',
      'Then the patient is asked to take the card.',
    ),
    problemSeconds: key(
      z.int().min(5).max(300),
      40,
      'How long a problem stays on the screen.',
      'Staff may want to read it.',
    ),
  },
  'Time given to the patient.',
);

const card = section(
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
    trustAnchors: key(
      z.array(z.string().min(1)),
      [],
      'PEM files of the authorities that issue 利用者証明用 certificates, relative to this file.',
      'A card whose certificate does not lead to one of these is refused. The simulator brings its own.',
    ),
    faceIssuers: key(
      z.array(z.string().min(1)),
      [],
      'PEM files of the public keys that sign card faces, relative to this file.',
      'Without them a photo’s signature is checked but leads to nobody known. The simulator brings its own.',
    ),
  },
  'The card reader.',
);

const camera = section(
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

const face = section(
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

const consent = section(
  {
    items: section(
      {
        surgery: key(z.boolean(), false, '手術情報.', 'Ask only for what your doctors look at.'),
        medication: key(z.boolean(), true, '薬剤情報.', 'Ask only for what your doctors look at.'),
        diagnosis: key(z.boolean(), false, '診療情報.', 'Ask only for what your doctors look at.'),
        checkup: key(z.boolean(), true, '特定健診情報.', 'Ask only for what your doctors look at.'),
        prescriptions: key(
          z.boolean(),
          false,
          '処方・調剤情報.',
          'Only where e-prescription is introduced: prescription.introduced.',
        ),
      },
      'What patients are asked to share. The defaults are those of a newly installed reader.',
    ),
  },
  'Consent.',
);

const eligibility = section(
  {
    gatewayUrl: key(
      addressOrNone,
      '',
      'URL of the eligibility gateway (docs/api/gateway.yaml).',
      'The simulator fills it in.',
    ),
    timeoutSeconds: key(z.int().min(2).max(60), 10, 'Longest wait for its answer.', 'A patient is waiting meanwhile.'),
  },
  'The eligibility check.',
);

/** The whole configuration. Every key has a default; an empty object is a valid trial configuration. */
export const configSchema = z
  .strictObject({
    $schema: z.string().optional().meta({ description: 'Where editors find this schema.' }),
    clinic,
    kiosk,
    screen,
    desk,
    simulator,
    visit,
    card,
    camera,
    face,
    consent,
    eligibility,
    outbox,
  })
  .meta({ title: 'Uketsuke kiosk configuration' });

export type KioskConfig = z.output<typeof configSchema>;

function isRegExp(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}
