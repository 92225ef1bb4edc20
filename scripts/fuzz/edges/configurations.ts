import fc from 'fast-check';
import { changed, changes } from './texts.ts';

/** Configuration files as people write them by hand. */
const written = {
  clinic: { name: 'ひいらぎ内科クリニック', institutionCode: '1310000001' },
  kiosk: { id: 'kiosk-1', mode: 'trial', dataFolder: './data' },
  screen: { port: 8080, languages: ['ja', 'en'], defaultLanguage: 'ja' },
  desk: { port: 8443 },
  camera: { device: '/dev/kiosk-camera' },
  eligibility: { gatewayUrl: 'https://gateway.example:9443/', timeoutSeconds: 10 },
  consent: { items: { surgery: true, medication: true, diagnosis: true, checkup: false } },
  outbox: {
    sinks: {
      webhook: { enabled: true, url: 'https://user:geheim-9182@clinic.example/hook', secretFile: 'keys/webhook' },
      fhir: { enabled: false, baseUrl: '' },
      oqsFace: { enabled: true, folder: '/srv/oqs' },
    },
  },
};

const hands = [
  'plain',
  'byte order mark',
  'windows',
  'comments',
  'trailing commas',
  'twice',
  'single quotes',
  'cut off',
  'deep',
] as const;

/** The text of a file, and values given on the command line. */
export const configuration: fc.Arbitrary<{ readonly text: string; readonly set: readonly string[] }> = fc.record({
  text: fc
    .tuple(changes(3), fc.oneof({ weight: 2, arbitrary: fc.constant('plain' as const) }, fc.constantFrom(...hands)))
    .map(([all, hand]) => byHand(JSON.stringify(changed(written, all), null, 2) ?? '', hand)),
  set: fc.array(
    fc
      .tuple(
        fc.constantFrom(
          'clinic.institutionCode',
          'screen.port',
          'screen',
          'no.such.key',
          '__proto__.x',
          'outbox.sinks.fhir.enabled',
        ),
        fc.constantFrom('1312345678', '8080', 'true', '{}', '[', '"', '', 'あ', '1e9', 'null'),
      )
      .map(([key, value]) => `${key}=${value}`),
    { maxLength: 2 },
  ),
});

function byHand(text: string, hand: (typeof hands)[number]): string {
  switch (hand) {
    case 'plain':
      return text;
    case 'byte order mark':
      return `\ufeff${text}`;
    case 'windows':
      return text.replaceAll('\n', '\r\n').replaceAll('./', '.\\');
    case 'comments':
      return `// by hand\n${text.replace('"kiosk"', '/* here */ "kiosk"')}`;
    case 'trailing commas':
      return text.replaceAll(/\n(\s*)\}/g, ',\n$1}');
    case 'twice':
      return text.replace('"clinic"', '"clinic": {}, "clinic"');
    case 'single quotes':
      return text.replaceAll('"', "'");
    case 'cut off':
      return text.slice(0, text.length >> 1);
    case 'deep':
      return `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
  }
}
