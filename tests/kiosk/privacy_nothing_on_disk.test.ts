import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KioskPlace } from '../../scripts/kiosk/kioskProcess.ts';
import { personCalled, visitByFace, visitByPin } from '../../scripts/kiosk/visits.ts';
import { numberBOf } from '../../src/simulator/card/numberB.ts';
import { projectRoot } from '../../src/system/paths.ts';

const place = new KioskPlace();
const [byPin, byFace] = ['yamada-hanako', 'suzuki-ume'];
let files: readonly string[];

beforeAll(async () => {
  const kiosk = await place.start();
  // Down, so that what is searched below still waits in the queue.
  await kiosk.simulator.fault('clinic', 'down', 'until-cleared');
  const patient = await kiosk.patient();
  await visitByPin(kiosk, patient, byPin);
  await visitByFace(kiosk, patient, byFace);
  patient.leave();
  await kiosk.kill('SIGKILL');
  files = readdirSync(place.dataFolder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(place.dataFolder, name))
    .filter((file) => statSync(file).isFile());
});

afterAll(() => place.clear());

/** Files of the data folder in which these bytes occur. */
function filesWith(bytes: Buffer): readonly string[] {
  return files.filter((file) => readFileSync(file).includes(bytes));
}

function fixture(person: string, name: string): Buffer {
  return readFileSync(join(projectRoot(), 'fixtures', 'people', person, name));
}

test('there is a queue, a key and a log to search', () => {
  const names = files.map((file) => file.slice(place.dataFolder.length + 1)).sort();
  expect(names).toEqual(expect.arrayContaining(['keys/outbox.key', 'log/kiosk.log', 'outbox/outbox.sqlite']));
  expect(readFileSync(join(place.dataFolder, 'log', 'kiosk.log'), 'utf8')).toContain('recordReception');
});

test('no PIN and no 照合番号B is in any of them', () => {
  const log = readFileSync(join(place.dataFolder, 'log', 'kiosk.log'), 'utf8');
  for (const id of [byPin, byFace]) {
    const person = personCalled(id);
    expect(filesWith(Buffer.from(numberBOf(person)))).toEqual([]);
    // Four digits may stand in a process number or a port by chance; on their own, they may not.
    expect(log).not.toMatch(new RegExp(`(?<![\\d.])${person.card.pin}(?![\\d.])`));
  }
});

test('no photo and no camera picture is in any of them', () => {
  const pictures = [
    fixture(byFace, 'chip.jp2'),
    ...[1, 2, 3, 4, 5, 6].map((each) => fixture(byFace, `frame-${each}.jpg`)),
  ];
  for (const picture of pictures) {
    // A piece from the middle, so that a cut or re-wrapped copy is found too.
    const piece = picture.subarray(picture.length >> 1, (picture.length >> 1) + 32);
    expect(filesWith(piece)).toEqual([]);
  }
});

test('no name, birth date, address or insurance number can be read in any of them', () => {
  for (const id of [byPin, byFace]) {
    const { eligibility } = personCalled(id);
    const words = [
      eligibility.name,
      eligibility.nameKana,
      eligibility.birthdate,
      eligibility.address,
      eligibility.insurance?.insuredIdentificationNumber ?? eligibility.name,
    ];
    for (const word of words) expect(filesWith(Buffer.from(word, 'utf8'))).toEqual([]);
  }
});

test('each of them stands in the data map of docs/security.md', () => {
  const rows = readFileSync(join(projectRoot(), 'docs', 'security.md'), 'utf8').match(/^\| D-\d+ \|.*$/gm) ?? [];
  const told = rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, path]) => path));
  // What SQLite keeps beside a database is part of it.
  const names = files.map((file) => relative(place.dataFolder, file).replace(/-(wal|shm)$/, ''));
  expect(names.filter((name) => !told.includes(name))).toEqual([]);
});

test('only the owner may read them', () => {
  for (const file of files) expect(statSync(file).mode & 0o077).toBe(0);
});
