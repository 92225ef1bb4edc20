/** A room of the house: a folder of `src`, what it is about, and which rooms its files may name (types included). */
export interface Room {
  readonly about: string;
  readonly may: Readonly<Record<string, Access>>;
}

/** The whole of another room, or some of its files, for a reason. */
export type Access = 'whole' | { readonly files: readonly string[]; readonly because: string };

/**
 * The house. Whoever needs an arrow that is not here asks first whether the thing stands in the right room; an arrow
 * nobody uses is taken out. `ARCHITECTURE.md` shows this table, and a test holds the two together.
 */
export const rooms: Readonly<Record<string, Room>> = {
  kernel: {
    about: 'mechanisms that know nothing of clinics: time limits, queues, listeners, days in Tokyo, close in order',
    may: {},
  },
  problem: {
    about: 'the catalogue of numbered errors, the languages patients read them in, and `Result`',
    may: {},
  },
  types: { about: 'declarations that packages lack', may: {} },
  consent: { about: 'what may be shared, and until when', may: {} },
  storage: {
    about: 'private databases, migrations, keys, files only we may read',
    may: whole('problem', 'kernel'),
  },
  system: { about: 'the process and its machine: log, environment, paths, pcscd', may: whole('problem', 'kernel') },
  config: {
    about: 'every setting, with its reason, default and range',
    may: { ...whole('problem', 'consent', 'kernel'), outbox: whichSinks() },
  },
  camera: { about: 'the camera port, its drivers and the watch over it', may: whole('problem', 'kernel', 'system') },
  card: {
    about: "readers, APDU and TLV, the card's applications, certificates, phones, 照合番号B printed on the card",
    may: whole('problem', 'kernel', 'system', 'camera'),
  },
  reception: {
    about: 'what a visit comes to: the record, its evidence, and every privacy rule',
    may: {
      ...whole('problem', 'consent', 'kernel'),
      card: {
        files: ['certificateClass.ts', 'issuerTrust.ts', 'phoneKind.ts'],
        because: 'what the certificate was worth is part of the record; no reader behind it',
      },
    },
  },
  eligibility: {
    about: 'the question to the eligibility system: ports, wire, HTTP client',
    may: whole('reception', 'problem', 'kernel'),
  },
  face: {
    about: 'detect → track → align → quality → liveness → embed → decide, in a worker',
    may: whole('camera', 'card', 'problem', 'kernel', 'system'),
  },
  screen: {
    about: "the patient's screen: views, words, server, browser app",
    may: {
      ...whole('consent', 'reception', 'problem', 'kernel'),
      card: { files: ['digits.ts'], because: 'how many digits PIN and 照合番号B have' },
      face: {
        files: ['guidance.ts', 'shownPart.ts'],
        because: 'what the patient is told to do is said in the words of the face room, of the part that is shown',
      },
    },
  },
  speech: {
    about: 'the voice: what each screen says, who may hear it, how it is made and played',
    may: {
      ...whole('screen', 'storage', 'problem', 'kernel'),
      card: { files: ['digits.ts'], because: 'how many digits a PIN has' },
      consent: { files: ['items.ts'], because: 'what is asked is said' },
      reception: { files: ['reminder.ts'], because: 'what concerns a patient is said to them' },
      face: { files: ['guidance.ts'], because: 'what the face must do is said as it is shown' },
      system: { files: ['memoryFolder.ts'], because: 'an engine that writes a file writes it into memory' },
    },
  },
  outbox: {
    about: 'the sealed queue, the delivery loop, a folder for each sink',
    may: whole('reception', 'consent', 'problem', 'storage', 'kernel'),
  },
  reconciliation: {
    about: 'provisional receptions, completed once the line is back',
    may: whole('reception', 'eligibility', 'outbox', 'problem', 'kernel'),
  },
  visit: {
    about: 'the statechart: `machine.ts` and `states/` name things; guards, actors, views stand beside them',
    may: {
      ...whole('reception', 'consent', 'screen', 'problem', 'kernel'),
      card: {
        files: ['phoneToken.ts', 'placedCard.ts', 'phoneKind.ts', 'digits.ts'],
        because: 'the port and plain facts, never a driver',
      },
      camera: { files: ['camera.ts'], because: 'the port, never a driver' },
      face: {
        files: ['faceMatcher.ts', 'guidance.ts', 'shownPart.ts'],
        because: 'the port and what it says and is told, never the engine',
      },
      eligibility: { files: ['gateway.ts'], because: 'the port, never the HTTP client' },
    },
  },
  practice: {
    about: '体験: the whole visit with a drawn person, over ports behind which there is nothing',
    may: {
      ...whole('visit', 'screen', 'reception', 'problem', 'kernel'),
      card: { files: ['placedCard.ts', 'phoneToken.ts'], because: 'a drawn card or phone is one, to the visit' },
      face: { files: ['faceMatcher.ts'], because: 'a drawn face is one, to the visit' },
      eligibility: { files: ['gateway.ts'], because: 'the port, with nothing behind it' },
    },
  },
  technician: {
    about: '調整: what a technician does at the kiosk, step by step, and the report of it; ports only',
    may: {
      ...whole('diagnostics', 'storage', 'problem', 'kernel'),
      screen: {
        files: ['benchView.ts', 'touchGrid.ts', 'view.ts'],
        because: 'what the technician sees is a part of the screen',
      },
    },
  },
  statistics: {
    about: 'counters without anybody in them, and their plots',
    may: {
      ...whole('problem', 'storage', 'kernel', 'reception'),
      screen: { files: ['view.ts'], because: 'visits are counted by the step at which they ended' },
      system: { files: ['paths.ts'], because: 'where the thread that writes reports lies' },
    },
  },
  audit: {
    about: 'the hash-chained trail of what happened',
    may: {
      ...whole('problem', 'storage', 'consent', 'reception', 'kernel'),
      outbox: whichSinks(),
      config: { files: ['schema.ts'], because: 'a changed setting is told by the name of its section' },
      setup: { files: ['stepIds.ts'], because: 'an answer of the set-up is told by the name of its step' },
    },
  },
  chronicle: {
    about: 'a visit as it is told to the audit trail and the counters',
    may: whole('visit', 'audit', 'statistics', 'outbox', 'reconciliation', 'reception', 'screen', 'problem'),
  },
  diagnostics: {
    about: 'the catalogue of checks, who runs them and when; ports only: whoever runs them brings what there is',
    may: {
      ...whole('storage', 'problem', 'kernel'),
      statistics: {
        files: ['plots/overTime.ts'],
        because: 'what was measured is drawn as the figures are',
      },
      camera: {
        files: ['camera.ts', 'watched.ts', 'watchLimits.ts', 'boundedPicture.ts', 'pictureClaim.ts'],
        because: 'the port, and the watch that judges what comes through it; never a driver',
      },
    },
  },
  support: {
    about: 'the support bundle: what goes to those who maintain the kiosk, and nothing of a patient',
    may: {
      ...whole('diagnostics', 'problem', 'kernel'),
      config: { files: ['schema.ts'], because: 'which settings there are, and which of them go along' },
      eligibility: { files: ['wire.ts'], because: 'what the services of the gateway are called' },
      outbox: {
        files: ['outbox.ts', 'deliveryEvent.ts', 'sinks/sinkNames.ts'],
        because: 'counts of the queue, and the words of its log; never what is in it',
      },
      reconciliation: { files: ['events.ts'], because: 'the words of its log' },
      visit: { files: ['chartWords.ts', 'drawnMachine.ts'], because: 'the words of its log' },
    },
  },
  update: {
    about:
      'updates of the device: verified first, older ones refused, between two patients, beside the system that runs',
    may: whole('storage', 'problem', 'kernel'),
  },
  backup: {
    about: 'a kiosk in one sealed file, and which machine of it may serve',
    may: whole('storage', 'problem', 'kernel'),
  },
  setup: {
    about: 'the set-up of a kiosk, a step a file: what is asked, what is written, what is tried; ports only',
    may: { ...whole('config', 'storage', 'problem', 'kernel'), outbox: whichSinks() },
  },
  desk: {
    about: "the staff's pages and API, their accounts and passcodes",
    may: {
      ...whole(
        'consent',
        'reception',
        'eligibility',
        'outbox',
        'audit',
        'statistics',
        'setup',
        'storage',
        'problem',
        'kernel',
      ),
      system: { files: ['paths.ts'], because: 'where the thread that hashes passwords lies' },
      card: { files: ['digits.ts'], because: 'how many digits 照合番号B has' },
      update: { files: ['updates.ts'], because: 'how far an update is' },
    },
  },
  kiosk: {
    about: 'the composition: `startKiosk.ts` is the whole program on one screen',
    may: whole(
      'consent',
      'storage',
      'system',
      'config',
      'camera',
      'card',
      'reception',
      'eligibility',
      'face',
      'practice',
      'screen',
      'speech',
      'outbox',
      'reconciliation',
      'visit',
      'statistics',
      'audit',
      'chronicle',
      'diagnostics',
      'technician',
      'support',
      'update',
      'backup',
      'setup',
      'desk',
      'problem',
      'kernel',
    ),
  },
  simulator: {
    about: 'virtual card, camera, gateway, clinic and its dock: the composition and tests start it, nobody else',
    may: {
      ...whole(
        'camera',
        'card',
        'reception',
        'eligibility',
        'face',
        'speech',
        'outbox',
        'storage',
        'system',
        'problem',
        'kernel',
      ),
      kiosk: { files: ['surroundings.ts'], because: 'the port it provides in place of the real surroundings' },
    },
  },
  cli: {
    about:
      'the command line: `main.ts`, or without the simulator `device.ts`; `run`, a folder for each group of commands; nobody else reads argv and env',
    may: whole(
      'storage',
      'system',
      'config',
      'camera',
      'card',
      'reception',
      'face',
      'outbox',
      'statistics',
      'audit',
      'diagnostics',
      'technician',
      'support',
      'backup',
      'setup',
      'kiosk',
      'simulator',
      'update',
      'problem',
      'kernel',
    ),
  },
};

/** A part of a room that is built for a browser. */
export interface BrowserApp {
  readonly folder: string;
  /** What of the house it may name. */
  readonly may: readonly string[];
  /** What that may load in turn. */
  readonly through: readonly string[];
  readonly because: string;
}

export const browserApps: readonly BrowserApp[] = [
  {
    folder: 'src/screen/app',
    may: [
      'src/screen/view.ts',
      'src/screen/benchView.ts',
      'src/screen/touchGrid.ts',
      'src/screen/keypad',
      'src/screen/words',
      'src/consent/items.ts',
      'src/problem/languages.ts',
      'src/face/shownPart.ts',
      'src/kernel/furigana.ts',
    ],
    through: [
      'src/screen/settings.ts',
      'src/screen/settingsSchema.ts',
      'src/reception',
      'src/card/digits.ts',
      'src/card/phoneKind.ts',
      'src/face/guidance.ts',
    ],
    because: 'the app draws a view in words; everything else stays in the process',
  },
  {
    folder: 'src/desk/app',
    may: [],
    through: [],
    because: 'what an open page shows comes ready-made from the kiosk',
  },
  {
    folder: 'src/simulator/dock',
    may: ['src/simulator/camera/scene.ts', 'src/simulator/camera/scripts.ts', 'src/simulator/camera/acts.ts'],
    through: [],
    because: 'the dock names what can be held before the camera; everything else it asks for over HTTP',
  },
];

function whole(...names: readonly string[]): Record<string, 'whole'> {
  return Object.fromEntries(names.map((name) => [name, 'whole']));
}

/** A section for each sink, a name in each record: the compiler says which one is forgotten. */
function whichSinks(): Access {
  return { files: ['sinks/sinkNames.ts'], because: 'which sinks there are is said once, in plain words' };
}
