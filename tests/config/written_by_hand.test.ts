import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseCameraSource } from '../../src/camera/source.ts';
import { connectProblem } from '../../src/card/drivers/connectProblem.ts';
import { checkConfig, loadConfig, parseOverride } from '../../src/config/load.ts';
import { temporaryFolder } from '../support/outbox/queue.ts';

function saved(content: string | Uint8Array): string {
  const file = join(temporaryFolder(), 'kiosk.config.json');
  writeFileSync(file, content);
  return file;
}

test('a configuration saved with a byte order mark is read like any other', () => {
  expect(loadConfig(saved('\ufeff{}'))).toEqual(loadConfig(saved('{}')));
  expect(checkConfig('\ufeff{}')).toMatchObject({ ok: true });
});

test('a configuration saved in Shift_JIS is refused by the line, not read with other characters', () => {
  const bytes = Buffer.concat([
    Buffer.from('{\n  "clinic": {\n    "name": "'),
    Buffer.of(0x97, 0xce),
    Buffer.from('"}}'),
  ]);
  expect(loadConfig(saved(bytes))).toEqual({
    ok: false,
    faults: [{ line: 3, key: '', message: 'not UTF-8 here: save the file as UTF-8' }],
  });
});

test('a key that stands twice is refused by the line, whatever the values', () => {
  const text = '{\n "clinic": {"name": "緑"},\n "screen": {"port": 1,\n  "port": 1},\n "clinic": {}\n}';
  expect(checkConfig(text)).toEqual({
    ok: false,
    faults: [
      { line: 4, key: 'screen.port', message: 'stands in line 3 already' },
      { line: 5, key: 'clinic', message: 'stands in line 2 already' },
    ],
  });
});

test.each([
  ['a comma too many', '{\n "clinic": {\n  "name": "緑",\n }\n}', 4, 'a name in "quotes" is expected'],
  ['a comma missing', '{\n "clinic": {}\n "screen": {}\n}', 3, 'a comma is missing'],
  ['a comment', '{\n // the clinic\n "clinic": {}\n}', 2, 'a comment'],
  ['a path of Windows', '{\n "eligibility": {"caFile": "C:\\certs\\ca.pem"}\n}', 2, 'a \\ is written \\\\'],
  ['typographic quotes', '{\n “clinic”: {}\n}', 2, 'text stands in "quotes"'],
  ['a brace missing', '{\n "clinic": {}\n', 3, 'a } is missing'],
  ['the end of a file of DOS', '{}\r\n\u001a', 2, 'not understood here'],
  ['nothing', ' \n', 1, 'the file is empty'],
])('%s is told by its line, in words', (_what, text, line, words) => {
  expect(checkConfig(text)).toMatchObject({
    ok: false,
    faults: [{ line, key: '', message: expect.stringContaining(words) }],
  });
});

test('digits given with --set to a key that takes text stay text', () => {
  const of = (text: string) => parseOverride(text)?.value;
  expect(of('clinic.institutionCode=1312345678')).toBe('1312345678');
  expect(of('clinic.name=123')).toBe('123');
  expect(of('clinic.name=true')).toBe('true');
  expect(of('visit.doneSeconds=5')).toBe(5);
  expect(of('screen.languages=["ja"]')).toEqual(['ja']);
});

test.each(['/dev/kiosk-camera', '/dev/video100', '/dev/v4l/by-id/usb-046d_C920+1-video-index0', '/dev/cams/front'])(
  'the camera may be called %s',
  (device) => {
    expect(checkConfig(JSON.stringify({ camera: { device } }))).toMatchObject({ ok: true });
    expect(parseCameraSource(device)).toEqual({ ok: true, value: { kind: 'device', path: device } });
  },
);

test.each(['/dev/../etc/passwd', '/dev/', '/dev//video0', '/dev/video0 -x', '/dev/a;b', '/etc/passwd', '/dev/-x'])(
  'the camera may not be called %s',
  (device) => {
    expect(checkConfig(JSON.stringify({ camera: { device } }))).toMatchObject({ ok: false });
    expect(parseCameraSource(device)).toMatchObject({ ok: false });
  },
);

test('a card that another program holds is not called broken', () => {
  for (const said of ['SCardConnect error: Sharing violation.(0x8010000B)', 'error(-2146435061)', '0x8010000b']) {
    expect(connectProblem(said)).toMatchObject({ code: 'U-107' });
  }
  expect(connectProblem('SCardConnect error: Card is unpowered.(0x80100067)')).toMatchObject({ code: 'U-101' });
});
