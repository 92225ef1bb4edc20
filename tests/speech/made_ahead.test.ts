import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sampleView } from '../../scripts/screens/screenPreviewViews.ts';
import { faceGuidances } from '../../src/face/guidance.ts';
import type { SpeechEngine } from '../../src/speech/engines/engine.ts';
import { KeptSpeech } from '../../src/speech/kept.ts';
import { directionLine } from '../../src/speech/lines/direction.ts';
import { linesOf } from '../../src/speech/lines/linesOf.ts';
import { makeAhead } from '../../src/speech/makeAhead.ts';
import { Speaker } from '../../src/speech/speaker.ts';
import { datedViews, usualViews } from '../../src/speech/usualViews.ts';
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
  const dated = datedViews('ja').flatMap((view) => linesOf(view, 'ear'));
  for (const { text, of } of dated.flatMap((line) => line.pieces ?? [line])) if (of === 'ours') texts.add(text);
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

test('of a sentence with a day only the clause with the day is made while somebody waits', async () => {
  const folder = join(temporaryFolder(), 'speech');
  const kept = new KeptSpeech(folder);
  await makeAhead(new Speaker(silentEngines, kept), ['ja'], visit, new AbortController().signal);
  const made: string[] = [];
  const ja: SpeechEngine = {
    voice: silentEngines.ja.voice,
    make: (text, ...how) => {
      made.push(text);
      return silentEngines.ja.make(text, ...how);
    },
  };
  const lines = ['notice-expiring', 'done-provisional'].flatMap((name) => linesOf(sampleView(name, 'ja'), 'ear'));
  const dated = lines.filter(({ text }) => /\d年/.test(text));
  expect(dated).toHaveLength(2);
  const inPieces = new Speaker({ ...silentEngines, ja }, kept);
  const sounds = await Promise.all(dated.map((line) => inPieces.sound({ line, language: 'ja', speed: 'normal' })));
  expect(sounds.every(({ ok }) => ok)).toBe(true);
  expect(made).toEqual([expect.stringMatching(/^\d+年\d+月\d+日まで使えます。$/), '2027年2月28日までに、']);
});

test('ends at once when the kiosk does', async () => {
  const folder = join(temporaryFolder(), 'speech');
  await makeAhead(new Speaker(silentEngines, new KeptSpeech(folder)), ['ja'], visit, AbortSignal.abort());
  expect(readdirSync(folder)).toEqual([]);
});
