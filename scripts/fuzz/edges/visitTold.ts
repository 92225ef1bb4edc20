import fc from 'fast-check';
import type { EligibilityAnswer } from '../../../src/reception/answer.ts';
import { completed } from '../../../src/reception/completed.ts';
import { gatewayThatSays, isGoodManner, mostlyAgreed } from './gatewayAnswers.ts';
import { names } from './names.ts';
import { expectNumbered, expectUntold } from './oracle.ts';
import { bornLike, personOf } from './people.ts';
import { takenResponse } from './receivers.ts';
import type { StallWatch } from './stalls.ts';
import { changed, changes } from './texts.ts';
import { pageOf, toldOf } from './told.ts';
import { asked, clientOf, visited } from './visits.ts';

/** Somebody comes, and the answer is about them or about somebody else. */
export const aVisit = fc.record({
  holder: personOf('holder'),
  stranger: personOf('stranger'),
  /** Born on the same day, of the same sex: told apart by the name alone. */
  isTwin: fc.constantFrom(false, false, true),
  whose: fc.constantFrom('holder' as const, 'stranger' as const, 'stranger' as const),
  way: fc.constantFrom('visit' as const, 'visit' as const, 'later' as const, 'numbers' as const),
  /** Whether name, birth date and sex were read from the card. */
  isRead: fc.constantFrom(true, true, false),
  /** Another name in the answer. */
  called: fc.option(names, { freq: 3 }),
  spoiled: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: changes(2) }),
  manner: mostlyAgreed,
});

type Visit = typeof aVisit extends fc.Arbitrary<infer T> ? T : never;

/**
 * Goes the whole way from the question to every receiver; throws where a stranger is told to anybody, or the address of
 * somebody who is not to be found; and where what is right does not get through.
 */
export async function isToldOfWhoCameAlone(visit: Visit, watch: StallWatch): Promise<void> {
  const { stretch } = watch;
  const { holder, stranger, isTwin, whose, way, manner } = visit;
  const meant = whose === 'holder' ? holder : isTwin && way !== 'numbers' ? bornLike(stranger, holder) : stranger;
  const client = clientOf(gatewayThatSays(answerOf(visit, meant.answer), manner));
  const person = visit.isRead || isTwin ? holder.card : null;
  const all = [...holder.marks, ...stranger.marks];
  const strangers = whose === 'stranger' ? stranger.marks : [];
  if (way === 'numbers') {
    const found = await stretch(() => asked.lookUpInsurance(client, holder.card.birthdate));
    expectNumbered(found, all);
    if (found.ok) expectUntold(strangers, { 'the look-up': pageOf(found.value) }, 'a stranger is');
    return;
  }
  const found = await stretch(() => (way === 'visit' ? asked.ask(client) : asked.askAbsent(client, person)));
  expectNumbered(found, all);
  const isAsAgreed = visit.spoiled.length === 0 && visit.called === null && isGoodManner(manner);
  if (!found.ok) {
    if (isAsAgreed) throw new Error(`a good answer was refused with ${found.problem.code}`);
    return;
  }
  const certificates = await stretch(() => asked.subsidies(clientOf(gatewayThatSays(meant.certificates, manner))));
  const reception = await stretch(() =>
    way === 'visit'
      ? visited(person, found.value, certificates.ok ? certificates.value : [])
      : completed(visited(person, null, []), found.value),
  );
  const told = await toldOf(reception, takenResponse, watch);
  const { notDisclosed, validity } = found.value;
  const isAboutNobody = validity === 'none-found' || validity === 'several-found';
  // Whose card was not read is who the answer to their certificate says.
  if (person !== null || isAboutNobody) expectUntold(strangers, told, 'a stranger is');
  if (isAsAgreed && whose === 'holder' && person && !isAboutNobody && reception.link.kind !== 'matched') {
    throw new Error(`who came was not known again: ${reception.link.kind}`);
  }
  const isOwn = whose === 'holder' && found.value.warning === holder.answer.warning;
  if (isOwn && notDisclosed) expectUntold(holder.placeMarks, told, 'an address nobody may see is');
}

/** What is answered. Whoever takes a twin's name away makes somebody else of them. */
function answerOf({ isTwin, spoiled, called }: Visit, answer: EligibilityAnswer): unknown {
  if (isTwin) return answer;
  return changed(called === null ? answer : { ...answer, name: called }, spoiled);
}
