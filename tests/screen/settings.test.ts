import { expect, test } from 'vitest';
import { configSchema } from '../../src/config/schema.ts';
import { visitSettingsFrom } from '../../src/kiosk/visitSettings.ts';
import { changedBy, type PatientSettings, possibleChanges, settingsChanges } from '../../src/screen/settings.ts';

const { defaultSeen } = visitSettingsFrom(configSchema.parse({}), { takesPhones: false });

test('each change leads one step on, and no further than there is something', () => {
  const larger = (from: PatientSettings) => changedBy('text.larger', from);
  expect(larger(defaultSeen).text).toBe(150);
  expect(larger(larger(larger(defaultSeen))).text).toBe(200);
  const rounds = [1, 2, 3].reduce((settings) => changedBy('contrast.next', settings), defaultSeen);
  expect(rounds).toEqual(defaultSeen);
  expect(changedBy('contrast.next', defaultSeen).contrast).toBe('high');
  expect(changedBy('voice.again', defaultSeen)).toEqual(defaultSeen);
});

test('offered is what changes something: no smaller words than the smallest, no louder voice while there is none', () => {
  expect(possibleChanges(defaultSeen)).toEqual([
    'text.larger',
    'contrast.next',
    'voice.toggle',
    'calm.toggle',
    'low.toggle',
  ]);
  const heard: PatientSettings = { ...defaultSeen, text: 150, voice: 'on' };
  expect(possibleChanges(heard)).toEqual(settingsChanges);
  expect(possibleChanges({ ...heard, volume: 5, speed: 'fast' })).not.toContain('voice.louder');
});

test('a facility may begin otherwise', () => {
  const accessibility = { text: 150, contrast: 'dark', low: true };
  expect(visitSettingsFrom(configSchema.parse({ accessibility }), { takesPhones: false }).defaultSeen).toEqual({
    ...defaultSeen,
    ...accessibility,
  });
});
