import type { Reception } from '../../../src/reception/reception.ts';
import type { HeadPlace, Plan } from '../../kiosk/blindPatient.ts';
import { personCalled } from '../../kiosk/visits.ts';

/** The languages in which they are gone through. */
export const heardIn = ['ja', 'en'] as const;
export type HeardIn = (typeof heardIn)[number];

/** A visit by ear, and what must have come of it. */
export interface Journey {
  readonly person: string;
  readonly plan: Plan;
  readonly isLineDown?: true;
  /** What is wrong with what was recorded and heard; nothing where all is well. */
  readonly wrong: (recorded: Reception, heard: readonly string[]) => readonly string[];
}

const goOn = /次に進む|^Next|^Continue/;
const byPin = /^(暗証番号|PIN)/;
const byFace = /^(顔認証|Face)/;
const all = /^(すべて同意する|Agree to all)/;
const none = /^(同意しない|Do not agree)/;
const oneByOne = /^(一つずつ選ぶ|Choose one by one)/;
const yes = /^(同意する|Agree)$/;
const submit = /^(決定|Continue)/;
const use = /^(利用する|すべて利用する|Use all|Use)$/;
const again = /^(もう一度|Try again)/;

const pinOf = (person: string): string => personCalled(person).card.pin;
const usual = 'yamada-hanako';

/** Beside the picture and far off: nobody is known from there. */
const astray: HeadPlace = { x: 0.7, y: 0, size: 0.12, turn: 'straight' };

const expects = (isSo: boolean, what: string): readonly string[] => (isSo ? [] : [what]);
const agreedIn = ({ consents }: Reception): readonly (boolean | null)[] => consents.map(({ agreed }) => agreed);
const isBy = ({ holder }: Reception, method: string): readonly string[] =>
  expects(holder?.method === method, `proved by ${holder?.method}, not by ${method}`);

/** What a blind patient comes for, each in every language of {@link heardIn}. */
export const journeys: Readonly<Record<string, Journey>> = {
  'by face, led into place, refusing everything': {
    person: usual,
    plan: { wants: [byFace, again, none, goOn], head: astray },
    wrong: (recorded, heard) => [
      ...isBy(recorded, 'face'),
      ...expects(
        agreedIn(recorded).every((each) => each === false),
        'not everything was refused',
      ),
      ...expects(
        heard.some((each) => /近づいて|closer/.test(each)),
        'was not asked to come closer',
      ),
    ],
  },
  'by PIN, mistyped once, agreeing to everything': {
    person: usual,
    plan: { wants: [byPin, all, goOn], pins: ['0000', pinOf(usual)] },
    wrong: (recorded, heard) => [
      ...isBy(recorded, 'pin'),
      ...expects(
        agreedIn(recorded).every((each) => each === true),
        'not everything was agreed to',
      ),
      ...expects(
        heard.some((each) => /暗証番号がちがいます|PIN is not correct/.test(each)),
        'was not told of the mistake',
      ),
      ...expects(!heard.join(' ').includes(pinOf(usual)), 'the PIN was said aloud'),
    ],
  },
  'item by item': {
    person: usual,
    plan: { wants: [byPin, oneByOne, yes, submit, goOn], pins: [pinOf(usual)] },
    wrong: (recorded) =>
      expects(
        agreedIn(recorded).every((each) => each === true),
        'not every item was agreed to',
      ),
  },
  'with an expired certificate': {
    person: 'kato-yuki',
    plan: { wants: [byPin, all, goOn], pins: [pinOf('kato-yuki')] },
    wrong: (_recorded, heard) =>
      expects(
        heard.some((each) => /期限が切れています|expired/.test(each)),
        'was not told that the certificate has run out',
      ),
  },
  'with a subsidy': {
    person: 'ishikawa-sota',
    plan: { wants: [byPin, all, use, goOn], pins: [pinOf('ishikawa-sota')] },
    wrong: ({ subsidies }) => expects(subsidies.answer === 'used', `the subsidy is ${subsidies.answer}`),
  },
  'while the line is down': {
    person: 'suzuki-ume',
    plan: { wants: [byPin, all, goOn], pins: [pinOf('suzuki-ume')] },
    isLineDown: true,
    wrong: ({ status }) => expects(status === 'provisional', `is ${status}`),
  },
};
