import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeBackupKey } from '../../src/backup/recipients.ts';
import { configJsonSchema } from '../../src/config/jsonSchema.ts';
import { checkConfig, describeFaults, parseOverride } from '../../src/config/load.ts';
import type { SinkSection } from '../../src/outbox/sinks/sinkNames.ts';
import { projectRoot } from '../../src/system/paths.ts';

const root = projectRoot();
const committed = readFileSync(join(root, 'kiosk.config.json'), 'utf8');

function faultsIn(text: string) {
  const outcome = checkConfig(text);
  return outcome.ok ? [] : outcome.faults;
}

describe('the configuration', () => {
  test('that comes with the project is good', () => {
    expect(faultsIn(committed)).toEqual([]);
  });

  test('may be empty: every key has a default', () => {
    const outcome = checkConfig('{}');
    expect(outcome.ok && outcome.config.consent.items).toEqual({
      surgery: false,
      medication: true,
      diagnosis: false,
      checkup: true,
      prescriptions: false,
    });
  });

  test('refuses a misspelt key and names its line and the known ones', () => {
    const text = '{\n  "visit": {\n    "inactivitySeconds": 30,\n    "countdownSecond": 9\n  }\n}';
    expect(describeFaults('kiosk.config.json', faultsIn(text))).toBe(
      'kiosk.config.json:4: visit.countdownSecond: unknown key; known here: inactivitySeconds, helpedInactivitySeconds, countdownSeconds, liftedCardSeconds, doneSeconds, problemSeconds, staffCheck',
    );
  });

  test('refuses a value out of range at its line', () => {
    const [fault] = faultsIn('{\n  "face": {\n    "attempts": 11\n  }\n}');
    expect(fault).toMatchObject({ line: 3, key: 'face.attempts' });
  });

  test('refuses what is not JSON at its line', () => {
    expect(faultsIn('{\n  "clinic": {},\n  oops\n}')[0]).toMatchObject({ line: 3 });
  });

  test('refuses a key for backups with a wrong letter, under the number of the command', async () => {
    const { recipient } = await makeBackupKey();
    const wrong = recipient.slice(0, -1) + (recipient.endsWith('q') ? 'p' : 'q');
    const withKeys = (...recipients: string[]) => checkConfig(JSON.stringify({ backup: { recipients } }));
    expect(withKeys(recipient).ok).toBe(true);
    for (const each of [wrong, 'age1', recipient.toUpperCase()]) {
      expect(withKeys(recipient, each)).toMatchObject({
        ok: false,
        faults: [{ key: 'backup.recipients.1', message: expect.stringContaining('U-708') }],
      });
    }
  });

  test('refuses a default language that is not offered', () => {
    const [fault] = faultsIn('{\n "screen": {\n  "languages": ["en"],\n  "defaultLanguage": "ja"\n }\n}');
    expect(fault).toMatchObject({ line: 4, key: 'screen.defaultLanguage' });
  });

  test('refuses to choose a face profile silently in production', () => {
    const keys = faultsIn('{ "kiosk": { "mode": "production" } }').map(({ key }) => key);
    expect(keys).toEqual(['face.profile', 'card.trustAnchors', 'eligibility.gatewayUrl', 'outbox.sinks']);
  });

  const needed: Readonly<Record<SinkSection, readonly string[]>> = {
    webhook: ['url', 'secretFile'],
    oqsFace: ['folder'],
    fhir: ['baseUrl'],
    stream: ['servers'],
  };
  test.each(Object.entries(needed))('refuses the sink %s without its address', (sink, missing) => {
    const outbox = { sinks: { [sink]: { enabled: true } } };
    expect(faultsIn(JSON.stringify({ outbox })).map(({ key }) => key)).toEqual(
      missing.map((name) => `outbox.sinks.${sink}.${name}`),
    );
  });

  test('refuses two servers on one port', () => {
    expect(faultsIn('{\n "desk": { "port": 8080 }\n}')[0]).toMatchObject({ line: 2, key: 'desk.port' });
  });

  test('takes single values from the command line, JSON where it is JSON', () => {
    expect(parseOverride('visit.doneSeconds=5')).toEqual({ path: ['visit', 'doneSeconds'], value: 5 });
    expect(parseOverride('clinic.name=緑クリニック')).toEqual({ path: ['clinic', 'name'], value: '緑クリニック' });
    expect(parseOverride('nonsense')).toBeUndefined();
    const outcome = checkConfig('{}', [{ path: ['visit', 'doneSeconds'], value: 5 }]);
    expect(outcome.ok && outcome.config.visit.doneSeconds).toBe(5);
  });

  test('has a JSON Schema for editors that is the current one', () => {
    expect(readFileSync(join(root, 'src/config/kiosk.config.schema.json'), 'utf8')).toBe(configJsonSchema());
  });
});
