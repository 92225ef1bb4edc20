import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sampleView } from '../../scripts/screens/screenPreviewViews.ts';
import { faceGuidances } from '../../src/face/guidance.ts';
import { KeptSpeech } from '../../src/speech/kept.ts';
import { directionLine } from '../../src/speech/lines/direction.ts';
import { linesOf } from '../../src/speech/lines/linesOf.ts';
import { makeAhead } from '../../src/speech/makeAhead.ts';
import { Speaker } from '../../src/speech/speaker.ts';
import { usualViews } from '../../src/speech/usualViews.ts';
import { spokenWords } from '../../src/speech/words/words.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';
import { silentEngines } from '../support/speech/silentEngines.ts';

const visit = { items: ['medication', 'checkup'], kinds: 'ordinary' } as const;

test('what usual visits say lies on disk before anybody comes', async () => {
  const folder = join(temporaryFolder(), 'speech');
  await makeAhead(new Speaker(silentEngines, new KeptSpeech(folder)), ['ja'], visit, new AbortController().signal);
  const texts = new Set(
    [
      ...usualViews({ ...visit, language: 'ja' }).flatMap((view) => linesOf(view, 'room')),
      ...faceGuidances.map((guidance) => directionLine(guidance, 'ja')),
    ].map(({ text }) => text),
  );
  texts.add(spokenWords.ja.on);
  expect(readdirSync(folder)).toHaveLength(texts.size);
  expect(texts.size).toBeGreaterThan(40);
});

test.each(['idle', 'method', 'pin', 'face-failed', 'consent-two-ordinary', 'take-card-cancelled'])(
  '%s is among it',
  (name) => {
    const ahead = usualViews({ ...visit, language: 'ja' }).flatMap((view) =>
      linesOf(view, 'room').map(({ text }) => text),
    );
    const ours = linesOf(sampleView(name, 'ja'), 'room').filter(({ of }) => of === 'ours');
    expect(ahead).toEqual(expect.arrayContaining(ours.map(({ text }) => text)));
  },
);

test('ends at once when the kiosk does', async () => {
  const folder = join(temporaryFolder(), 'speech');
  await makeAhead(new Speaker(silentEngines, new KeptSpeech(folder)), ['ja'], visit, AbortSignal.abort());
  expect(readdirSync(folder)).toEqual([]);
});
