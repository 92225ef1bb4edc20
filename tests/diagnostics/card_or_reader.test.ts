import { expect, onTestFinished, test } from 'vitest';
import type { PlacedCard } from '../../src/card/placedCard.ts';
import type { CardReader, ReaderEvent } from '../../src/card/reader.ts';
import { answersOfCard, type CardAnswers } from '../../src/diagnostics/answersOfCard.ts';
import { cardOrReader } from '../../src/diagnostics/cardOrReader.ts';
import type { ApplicationSeen } from '../../src/diagnostics/ports.ts';
import { watchHardware } from '../../src/kiosk/hardware.ts';
import type { ProblemCode } from '../../src/problem/catalogue.ts';
import { failed, ok } from '../../src/problem/result.ts';
import { createDigitEntries } from '../../src/visit/digitEntry.ts';
import { ofAnEra } from '../support/visit/sampleBirths.ts';

const there = ok({ name: 'Reader', card: 'none' } as const);
const well = undefined;
type Status = ApplicationSeen['status'];

function seen(jpki: Status, cardFace: Status, textInput: Status): readonly ApplicationSeen[] {
  return [
    { application: 'jpki', status: jpki },
    { application: 'cardFace', status: cardFace },
    { application: 'textInput', status: textInput },
  ];
}
const broken = seen('silent', 'not-asked', 'not-asked');
const licence = seen(0x6a82, 0x6a82, 0x6a82);

test.each<[string, (ProblemCode | undefined)[], typeof there | ReturnType<typeof failed>, string, typeof broken]>([
  ['one card after others that were read', [well, well, 'U-101'], there, 'card', broken],
  ['two in a row', [well, 'U-101', 'U-105'], there, 'card', broken],
  ['three in a row', [well, 'U-101', 'U-105', 'U-101'], there, 'reader', broken],
  ['three in a row, the last of them another kind of card', ['U-101', 'U-105', 'U-102'], there, 'card', licence],
  ['a reader that is gone', [well, well], failed('U-104'), 'reader', []],
  ['a reader in other hands', [well], failed('U-107'), 'reader', licence],
  ['the very first card', ['U-101'], there, 'unclear', broken],
  ['the very first card, and it is another kind', ['U-102'], there, 'card', licence],
  ['nothing yet', [], there, 'unclear', []],
  ['a wrong PIN, which is no fault of a card', [well, 'U-203'], there, 'nobody', seen(0x9000, 0x9000, 0x9000)],
  ['three who changed their minds', ['U-103', 'U-103', 'U-103'], there, 'nobody', broken],
  ['the very first card, and it was lifted', ['U-103'], there, 'nobody', licence],
  ['one who changed their mind after a card that was read', [well, 'U-103'], there, 'nobody', broken],
  [
    'one who changed their mind between three that were not',
    ['U-101', 'U-103', 'U-101', 'U-105'],
    there,
    'reader',
    broken,
  ],
  ['one who changed their mind after one that was not', [well, 'U-101', 'U-103'], there, 'card', licence],
  ['three cards of another kind', ['U-102', 'U-102', 'U-102'], there, 'card', licence],
  ['a card of another kind that was gone before it was asked', [well, 'U-102'], there, 'card', []],
  ['a card of another kind between two that were not', ['U-101', 'U-101', 'U-102', 'U-101'], there, 'card', broken],
  ['a card that was read since', ['U-101', 'U-101', 'U-101', well], there, 'nobody', broken],
])('%s', (_what, problems, reader, blames, applications) => {
  const verdict = cardOrReader(
    problems.map((problem) => ({ problem })),
    reader,
    applications,
  );
  expect(verdict.blames).toBe(blames);
  expect(verdict.next).toMatch(/ください。|問題です。$/);
  // Of a card that was read or lifted there is nothing to say, and the one who lifted it is told to leave it there.
  const isLifted = problems.at(-1) === 'U-103';
  expect(verdict.card === null).toBe(blames === 'nobody' || problems.at(-1) === undefined || isLifted);
  expect(/離さずに/.test(verdict.next)).toBe(isLifted && blames === 'nobody');
});

test('of how many cards how many were read leaves out whoever changed their mind', () => {
  const last = [well, 'U-101', 'U-103', 'U-102', 'U-103'] as const;
  const verdict = cardOrReader(
    last.map((problem) => ({ problem })),
    there,
    [],
  );
  expect(verdict).toMatchObject({ read: 2, of: 3 });
});

test.each<[CardAnswers['kind'], string, readonly ApplicationSeen[]]>([
  ['whole', 'all are there', seen(0x9000, 0x9000, 0x9000)],
  ['partly', 'it was lost on the way', seen(0x9000, 'not-asked', 'not-asked')],
  ['silent', 'nothing comes', broken],
  ['silent', 'nothing comes after the first', seen(0x9000, 'silent', 'not-asked')],
  ['another-card', 'a driving licence', licence],
  ['another-card', 'a card with words of its own', seen(0x6300, 0x6e00, 0x6d00)],
  ['no-certificates', 'a My Number card without JPKI', seen(0x6a82, 0x9000, 0x9000)],
  ['no-front', 'a card without the face', seen(0x9000, 0x6a82, 0x9000)],
  ['odd', 'it chokes', seen(0x6f00, 'not-asked', 'not-asked')],
  ['odd', 'it stammers', seen(0x0000, 0x9000, 0x9000)],
  ['unknown', 'nobody has asked', seen('not-asked', 'not-asked', 'not-asked')],
  ['unknown', 'no card was there', []],
])('%s: %s', (kind, _what, applications) => {
  const answers = answersOfCard(applications);
  expect(answers.kind).toBe(kind);
  expect(answers.says).toMatch(/。$/);
  for (const { status } of answers.applications) expect(status).toMatch(/^([0-9A-F]{4})?$/);
});

/** The reader of a kiosk on which somebody lays a card of another kind, or one that lets nobody connect. */
test('a card that is laid on the reader of a kiosk and fails there is told, from its answers', async () => {
  let report: (event: ReaderEvent) => void = () => undefined;
  const reader: CardReader = {
    async watch(listener) {
      report = listener;
      report({ type: 'reader.ready', reader: 'Reader' });
    },
    close: async () => undefined,
  };
  const placed: PlacedCard[] = [];
  const hardware = await watchHardware({
    surroundings: { reader, numberB: { readNumberB: async () => undefined }, trustAnchors: [], faceIssuers: [] },
    entries: createDigitEntries(() => [ofAnEra]),
    storage: { canRecord: () => ok(undefined) },
    send: (event) => void (event.type === 'card.placed' && placed.push(event.card)),
  });
  onTestFinished(() => hardware.stop());
  report({
    type: 'card.placed',
    card: {
      atr: Uint8Array.of(0x3b),
      reader: { name: 'Reader', extendedLength: 'unknown' },
      transmit: async () => ok(Uint8Array.of(0x6a, 0x82)),
      powerOff: async () => undefined,
    },
  });
  const [card] = placed;
  const identified = await card?.identify(new AbortController().signal);
  await card?.release();
  const told = () => cardOrReader([{ problem: 'U-102' }], hardware.reader(), hardware.lastCard());
  expect(identified).toMatchObject({ problem: { code: 'U-102' } });
  expect(told()).toMatchObject({ blames: 'card', card: { kind: 'another-card' } });
  expect(told().card?.applications.map(({ status }) => status)).toEqual(['6A82', '6A82', '6A82']);
  report({ type: 'card.failed', problem: { code: 'U-105' } });
  expect(told().card).toMatchObject({ kind: 'silent' });
});
