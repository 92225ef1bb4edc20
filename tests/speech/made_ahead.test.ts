import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sampleView } from '../../scripts/screens/screenPreviewViews.ts';
import { faceGuidances } from '../../src/face/guidance.ts';
import type { View } from '../../src/screen/view.ts';
import { datedViews } from '../../src/speech/datedViews.ts';
import type { SpeechEngine } from '../../src/speech/engines/engine.ts';
import { KeptSpeech } from '../../src/speech/kept.ts';
import { directionLine } from '../../src/speech/lines/direction.ts';
import { linesOf } from '../../src/speech/lines/linesOf.ts';
import { makeAhead } from '../../src/speech/makeAhead.ts';
import { Speaker } from '../../src/speech/speaker.ts';
import { usualViews } from '../../src/speech/usualViews.ts';
import { spokenWords } from '../../src/speech/words/words.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';
import { silentEngines } from '../support/speech/silentEngines.ts';

const visit = { items: ['medication', 'checkup'], kinds: 'ordinary', year: 2026 } as const;

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
  const dated = datedViews('ja', 2026).flatMap((view) => linesOf(view, 'ear'));
  for (const { text, of } of dated.flatMap((line) => line.pieces ?? [line])) if (of !== 'visit') texts.add(text);
  expect(readdirSync(folder)).toHaveLength(texts.size);
  expect(texts.size).toBeGreaterThan(40);
});

test.each([
  'idle',
  'phone-choosing',
  'phone-holding',
  'pin-phone',
  'register',
  'method',
  'method-number-needed',
  'card-number',
  'card-number-expiry',
  'card-number-doubted',
  'card-number-asking',
  'pin',
  'face-failed',
  'consent-usual-ordinary',
  'take-card-cancelled',
])('%s is among it', (name) => {
  const ahead = usualViews({ ...visit, language: 'ja' }).flatMap((view) =>
    linesOf(view, 'room').map(({ text }) => text),
  );
  const ours = linesOf(sampleView(name, 'ja'), 'room').filter(({ of }) => of === 'ours');
  expect(ahead).toEqual(expect.arrayContaining(ours.map(({ text }) => text)));
});

test('of a sentence with a day nothing is made while somebody waits, whatever the day', async () => {
  const folder = join(temporaryFolder(), 'speech');
  const kept = new KeptSpeech(folder);
  await makeAhead(new Speaker(silentEngines, kept), ['ja', 'ja-easy'], visit, new AbortController().signal);
  const ahead = readdirSync(folder).length;
  const made: string[] = [];
  const listening: SpeechEngine = {
    voice: silentEngines.ja.voice,
    make: (text, ...how) => {
      made.push(text);
      return silentEngines.ja.make(text, ...how);
    },
  };
  const speaker = new Speaker({ ...silentEngines, ja: listening, 'ja-easy': listening }, kept);
  for (const language of ['ja', 'ja-easy'] as const) {
    for (const until of ['20260101', '20271231', '20260420', '20270229']) {
      const views = [
        { ...sampleView('notice-expiring', language), until },
        {
          ...sampleView('done', language),
          reminders: (['card', 'certificate', 'grace'] as const).map((kind) => ({ kind, until })),
        },
      ] as View[];
      const dated = views.flatMap((view) => linesOf(view, 'ear')).filter(({ text }) => /\d年/.test(text));
      expect(dated).toHaveLength(4);
      for (const line of dated)
        expect(await speaker.sound({ line, language, speed: 'normal' })).toMatchObject({ ok: true });
    }
  }
  expect(made).toEqual([]);
  // Another year is made, and leaves nothing on disk: it is somebody's.
  const [line] = linesOf({ ...sampleView('notice-expiring', 'ja'), until: '20310704' } as View, 'ear').filter(
    ({ pieces }) => pieces,
  );
  if (!line) throw new Error('nothing has a day in it');
  await speaker.sound({ line, language: 'ja', speed: 'normal' });
  expect(made).toEqual(['2031年']);
  expect(readdirSync(folder)).toHaveLength(ahead);
});

test('ends at once when the kiosk does', async () => {
  const folder = join(temporaryFolder(), 'speech');
  await makeAhead(new Speaker(silentEngines, new KeptSpeech(folder)), ['ja'], visit, AbortSignal.abort());
  expect(readdirSync(folder)).toEqual([]);
});
