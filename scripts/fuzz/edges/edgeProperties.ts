import fc from 'fast-check';
import { checkConfig, parseOverride } from '../../../src/config/load.ts';
import { consentItems } from '../../../src/consent/items.ts';
import { formFields } from '../../../src/desk/http/forms.ts';
import { receptionWithoutCard, withoutCardSchema } from '../../../src/desk/receptions/withoutCard.ts';
import { insuranceLookUpSchema } from '../../../src/desk/routes/insuranceLookUpRoutes.ts';
import { mostCharacters } from '../../../src/kernel/endlessText.ts';
import { readAnswer } from '../../../src/outbox/sinks/oqs/answerFile.ts';
import { declaredText } from '../../../src/outbox/sinks/oqs/declaredEncoding.ts';
import { mostAnswerBytes } from '../../../src/outbox/sinks/oqs/wholeFile.ts';
import { validities } from '../../../src/reception/answer.ts';
import { compareLink } from '../../../src/reception/link/compareLink.ts';
import type { FuzzProperty } from '../fuzz.ts';
import { answerFile, fileIdentifier, hand, institutionCode, isGoodHand } from './answerFiles.ts';
import { configuration } from './configurations.ts';
import { forms } from './forms.ts';
import { anyManner, gatewayThatSays } from './gatewayAnswers.ts';
import { names } from './names.ts';
import { expectNumbered, expectUntold } from './oracle.ts';
import { bornLike, personOf } from './people.ts';
import { receiverAnswer, responseOf, takenResponse } from './receivers.ts';
import type { StallWatch } from './stalls.ts';
import { changed, changes } from './texts.ts';
import { pageOf, toldOf } from './told.ts';
import { asked, clientOf, visited } from './visits.ts';
import { aVisit, isToldOfWhoCameAlone } from './visitTold.ts';

/**
 * What holds for whatever the world sends at each edge: no throw; a value or a problem with a number; nobody told
 * anything of anybody but the person who came; and no case that keeps the event loop.
 */
export function edgeProperties(watch: StallWatch): readonly FuzzProperty[] {
  function edge<T>(
    name: string,
    share: number,
    cases: fc.Arbitrary<T>,
    holds: (one: T) => Promise<void> | void,
  ): FuzzProperty {
    return { name, share, property: fc.asyncProperty(cases, (one) => watch.through(name, () => holds(one))) };
  }

  return [
    edge('a visit told to everybody', 0.14, aVisit, (visit) => isToldOfWhoCameAlone(visit, watch)),
    edge('answers of the gateway', 0.24, anAnswer, async ({ person, service, spoiled, manner }) => {
      const good: Readonly<Record<keyof typeof asked, unknown>> = {
        ask: person.answer,
        askAbsent: person.answer,
        lookUpInsurance: person.answer,
        subsidies: person.certificates,
        cardStatus: { registered: true, revoked: false },
        register: { registered: true },
        acceptsPrescriptions: { accepting: true },
        registerPatientNumber: { patientNumber: '1234' },
      };
      const client = clientOf(gatewayThatSays(changed(good[service], spoiled), manner));
      const found = await askedOf(service, client, person.card.birthdate);
      expectNumbered(found, person.marks);
      if (found.ok && manner.id === 'another' && manner.spoiled.length === 0)
        throw new Error('an answer to another question');
    }),
    edge('answer files', 0.14, aFile, async ({ holder, stranger: other, isTwin, results, how, encoding }) => {
      const stranger = isTwin ? bornLike(other, holder) : other;
      const answers = results.map((whose) => (whose === 'holder' ? holder : stranger).answer);
      const bytes = Buffer.from(answerFile(answers, how), 'utf8');
      const found = await watch.stretch(() => {
        // Nothing larger is read.
        if (bytes.length > mostAnswerBytes) return undefined;
        const text = declaredText(bytes, encoding);
        if (!text.ok) return text;
        return readAnswer(text.value, { institutionCode, fileIdentifier, birthdate: holder.card.birthdate });
      });
      if (found === undefined) return;
      expectNumbered(found, [...holder.marks, ...stranger.marks]);
      // A file that does not say what it is written in is good where it is written as this place writes.
      const isGood = isGoodHand(how) && declaredText(bytes, encoding).ok;
      if (!found.ok && results.join() === 'holder' && isGood) throw new Error('a good file was refused');
      if (!found.ok || found.value === 'in-progress') return;
      // Of two people none is meant; one born on the day that was asked about is who was asked about.
      const strangers = new Set(results).size > 1 ? [...holder.marks, ...stranger.marks] : isTwin ? [] : stranger.marks;
      expectUntold(strangers, { 'the look-up': pageOf(found.value) }, 'a stranger is');
      if (!validities.includes(found.value.validity)) throw new Error('no validity');
    }),
    edge(
      'receivers’ answers',
      0.06,
      fc.record({ holder: personOf('holder'), answered: receiverAnswer }),
      async ({ holder, answered }) => {
        const told = await toldOf(
          visited(holder.card, holder.answer, []),
          () => responseOf(answered, JSON.stringify(holder.card)),
          watch,
        );
        expectUntold(holder.marks, { 'the log': told['the log'] ?? '' }, 'the patient is');
      },
    ),
    edge('forms of the desk', 0.14, fc.oneof(forms.withoutCard, forms.insuranceLookUp), async (body) => {
      const fields = fieldsOf(body);
      if (!fields) return;
      insuranceLookUpSchema.safeParse(fields);
      const typed = withoutCardSchema.safeParse(fields);
      if (!typed.success) return;
      const reception = receptionWithoutCard(typed.data, emergency, facility, { staff: 's-1', now: Date.now() });
      await toldOf(reception, takenResponse, watch);
    }),
    edge('configuration files', 0.08, configuration, ({ text, set }) => {
      const overrides = set.flatMap((each) => parseOverride(each) ?? []);
      const outcome = checkConfig(text, overrides);
      if (outcome.ok) return;
      if (outcome.faults.length === 0) throw new Error('refused without a fault');
      for (const { line = 1, message } of outcome.faults) {
        if (message === '') throw new Error('a fault without words');
        if (line < 1 || line > text.split('\n').length) throw new Error(`line ${line} is none`);
        if (message.includes('geheim-9182')) throw new Error('a password in a fault');
      }
    }),
    edge('names', 0.2, fc.tuple(names, names), async ([one, other]) => {
      const [left, right] = [one, other].map((name) => ({
        name: name.slice(0, mostCharacters),
        birthdate: '19650412',
        sex: '1',
      }));
      if (!left || !right) return;
      const there = await watch.stretch(() => compareLink(left, right));
      const back = await watch.stretch(() => compareLink(right, left));
      if (there.join() !== back.join()) throw new Error('not the same both ways round');
    }),
  ];
}

const anAnswer = fc.record({
  person: personOf('holder'),
  service: fc.constantFrom(...(Object.keys(asked) as (keyof typeof asked)[])),
  spoiled: changes(3),
  manner: anyManner,
});

const aFile = fc.record({
  holder: personOf('holder'),
  stranger: personOf('stranger'),
  isTwin: fc.boolean(),
  results: fc.array(fc.constantFrom('holder' as const, 'stranger' as const), { maxLength: 3 }),
  how: hand,
  encoding: fc.constantFrom('utf-8' as const, 'utf-8' as const, 'shift_jis' as const),
});

const emergency = { kind: 'emergency', staff: 's-1', reason: '意識なし', openedAt: 0, endsAt: 0 } as const;
const facility = {
  institutionCode,
  kiosk: 'kiosk-1',
  clinicName: 'ひいらぎクリニック',
  consentItems,
  consentKinds: 'ordinary',
  listColumns: [],
  languages: ['ja', 'en'],
  afterCheckIn: { ja: '待合室でお待ちください。', en: 'Please wait in the waiting room.' },
  afterFirstVisit: { ja: '受付へお越しください。', en: 'Please come to the desk.' },
} as const;

async function askedOf(service: keyof typeof asked, client: Parameters<typeof asked.ask>[0], birthdate: string) {
  if (service === 'lookUpInsurance') return asked.lookUpInsurance(client, birthdate);
  if (service === 'askAbsent') return asked.askAbsent(client, null);
  return asked[service](client);
}

/** The fields of a body; undefined where it says something twice, which is refused with 400. */
function fieldsOf(body: string): unknown {
  try {
    return formFields(body);
  } catch (error) {
    if (error instanceof Error && 'statusCode' in error && error.statusCode === 400) return undefined;
    throw error;
  }
}
