import { z } from 'zod';
import { weekdays } from '../../kernel/weeklyHours.ts';
import { languages } from '../../problem/languages.ts';
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
    selfTestAt: key(
      z.union([z.literal(''), z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time like 07:30')]),
      '07:30',
      'When the kiosk tests itself every day, `HH:MM` in Japan; empty where only after a start.',
      'Early enough before you open to call somebody. It takes some seconds, between visits.',
    ),
  },
  'This device.',
);

/** `HH:mm`, up to `24:00`. */
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);

export const screen = section(
  {
    port: key(port, 8080, 'Port of the patient screen, on loopback only; 0 picks a free one.', 'Change it when taken.'),
    languages: key(
      z.array(z.enum(languages)).min(1),
      [...languages],
      'Languages a patient may choose from.',
      'Leave out what your staff cannot follow up.',
    ),
    defaultLanguage: key(
      z.enum(languages),
      'ja',
      'Language a visit starts in.',
      'Every visit starts in it again, whatever the last patient chose.',
    ),
    restartBrowser: key(
      z.array(z.string().min(1)).max(16),
      [],
      'Program and arguments that start the patient’s browser again; run when it has painted nothing for 10 s (U-614).',
      'A frozen screen is mended by itself where something may restart it; empty where a person has opened the browser.',
    ),
    reader: key(
      z.enum(['below', 'left', 'right']),
      'below',
      'Where the card reader is, seen by who stands before the screen.',
      'The free screen draws it there, and points to it.',
    ),
    hours: key(
      z.array(
        z.strictObject({
          days: z.array(z.enum(weekdays)).min(1),
          from: timeOfDay,
          to: timeOfDay,
        }),
      ),
      [],
      'When the clinic is open, Tokyo time: outside it the free screen is dim. Empty: always.',
      'Spares the panel and the night; whoever touches the screen or lays down a card is served all the same.',
    ),
    practice: key(
      z.enum(['off', 'offered', 'always']),
      'offered',
      'Whether patients may practise (体験): never, when they press for it, or whenever no card lies there.',
      '`always` on days of demonstration. A practice touches no card, no line, no record; a real card ends it.',
    ),
    cleaningSeconds: key(
      z.int().min(10).max(300),
      30,
      'How long the screen takes no touch while it is wiped.',
      'Begun at the desk, or by two fingers held on the two upper corners of the free screen.',
    ),
  },
  'The patient screen.',
);

export const desk = section(
  {
    port: key(port, 8443, 'Port of the staff desk (HTTPS); 0 picks a free one.', 'Change it when taken.'),
    host: key(
      z.union([z.ipv4(), z.ipv6()]),
      '127.0.0.1',
      'Address the staff desk listens on; `0.0.0.0` for the clinic’s network.',
      'Nothing is reachable from outside until somebody decides so; while a kiosk is being set up, its set-up is, unless this says otherwise.',
    ),
    certificateFile: key(
      z.string(),
      '',
      'PEM file with the desk’s own certificate chain, relative to this file; empty: it makes one itself.',
      'A certificate of the clinic’s own authority spares staff the warning of their browser.',
    ),
    keyFile: key(z.string(), '', 'PEM file with its private key.', 'Needed together with `certificateFile`.'),
    firstCodeFile: key(
      z.string(),
      '',
      'File with the code for the first account (12 to 20 letters and digits, readable by its owner only), relative to this file; empty: a new one is printed at each start.',
      'For a machine of which nobody reads what it prints. It is worth nothing once there is an administrator, and may be deleted then.',
    ),
    disasterHours: key(
      z.int().min(1).max(720),
      72,
      'After how many hours the disaster mode (災害時) ends by itself.',
      'A mode that nobody ends must not stay open for ever.',
    ),
    emergencyMinutes: key(
      z.int().min(5).max(1_440),
      60,
      'After how many minutes the emergency mode (緊急時) ends by itself.',
      'An emergency is one patient, or one broken line.',
    ),
    listColumns: key(
      z.array(z.enum(['birthdate', 'number', 'payment', 'prescription', 'proof', 'consents'])),
      ['birthdate', 'number', 'payment', 'prescription', 'proof', 'consents'],
      'What the list of arrivals shows beside time, name and state, in this order.',
      'A narrow screen, or a clinic that never prescribes, is served better by fewer columns.',
    ),
    samePersonDays: key(
      z.int().min(1).max(1_826),
      365,
      'How many days it holds when staff say of two names on one card that they are one person’s (本人です).',
      'Nobody need say it at every visit; names change and cards are reissued, so it is not said for ever.',
    ),
    lockMinutes: key(
      z.int().min(1).max(15),
      5,
      'After how many minutes without anybody at a desk it is locked and shows no name.',
      'A receptionist who is called away leaves the list of patients behind.',
    ),
    opsPort: key(
      port,
      9464,
      'Port of `/healthz` and `/metrics`, plain HTTP on loopback only; 0 picks a free one.',
      'For supervisors and Prometheus on this machine.',
    ),
  },
  'The staff desk.',
);

export const simulator = section(
  {
    port: key(port, 8082, 'Port of the simulator, on loopback only; 0 picks a free one.', 'Change it when taken.'),
    cardCamera: key(
      z.boolean(),
      false,
      'Whether a simulated card camera reads the numbers printed on the card; otherwise they are told at once.',
      'Reading takes the engine some seconds, and a picture with glare is refused as a real one would be.',
    ),
    cardSpeed: key(
      z.enum(['at-once', '106', '212', '424']),
      'at-once',
      'How fast the simulated card talks, kbit/s of the radio; `at-once` leaves the air out.',
      'How long a visit takes with a real card shows only at the speed of one.',
    ),
    picturesPerSecond: key(
      z.int().min(1).max(30),
      10,
      'Pictures that the simulated camera draws, a second.',
      '10 as a plain webcam in a dim room; more to see how smooth the live picture is with a better one.',
    ),
    phoneReader: key(
      z.boolean(),
      true,
      'Whether the simulated kiosk has a second reader, for smartphones.',
      'Most kiosks have one reader; false shows the screens as they are there.',
    ),
  },
  'The simulated outside world; only with `run --simulator`.',
);
