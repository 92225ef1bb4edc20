import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fhir } from 'fhir';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { goldenFiles } from '../scripts/golden/goldenFiles.ts';
import { loadPeople } from '../src/simulator/people.ts';
import { projectRoot } from '../src/system/paths.ts';
import { jpProblems, r4Problems } from './support/jpCore.ts';
import { xmlLeaves } from './support/xmlLeaves.ts';

const folder = join(projectRoot(), 'fixtures', 'golden');
const people = loadPeople(projectRoot());
const result = 'XmlMsg/MessageBody/ResultList/ResultOfQualificationConfirmation';
const validityNumbers = ['valid', 'invalid', 'newer-exists', 'none-found', 'several-found', 'valid-unregistered'];

describe('the golden files (made by scripts/make-golden.ts)', () => {
  const files = goldenFiles(people);

  it('are those of the people there are', () => {
    const held = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(json|xml)$/.test(name),
    );
    expect(held.toSorted()).toEqual(files.map(({ path }) => path).toSorted());
    expect(held).toHaveLength(people.length * 3);
  });

  it.each(files)('$path is what is sent today', ({ path, bytes }) => {
    expect(readFileSync(join(folder, path)).equals(bytes)).toBe(true);
  });
});

describe.each(people)('$id, as others read the files', ({ id, card, eligibility }) => {
  const fhirText = readFileSync(join(folder, 'fhir', `${id}.json`), 'utf8');

  it('is good R4 and good JP Core', () => {
    const bundle: unknown = JSON.parse(fhirText);
    expect(r4Problems(z.record(z.string(), z.unknown()).parse(bundle))).toEqual([]);
    expect(jpProblems(bundle)).toEqual([]);
  });

  it('says the same in FHIR’s own XML', () => {
    const fhir = new Fhir();
    expect(fhir.xmlToObj(fhir.jsonToXml(fhirText))).toEqual(withDecimalsAsText(JSON.parse(fhirText)));
  });

  it('is the same person in UTF-8', () => {
    const bytes = readFileSync(join(folder, 'oqs', `${id}.utf-8.xml`));
    const leaves = xmlLeaves(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    expect(leaves[`${result}/Name`]).toBe(eligibility.name);
    expect(leaves[`${result}/Birthdate`]).toBe(card.birthdate);
    expect(leaves[`${result}/NameKana`]).toMatch(/^[\uff61-\uff9f ]+$/);
    expect(leaves['XmlMsg/MessageBody/QualificationValidity']).toBe(
      String(validityNumbers.indexOf(eligibility.validity) + 1),
    );
    const number = leaves[`${result}/InsurerNumber`];
    expect(number?.length).toBe(eligibility.insurance ? 8 : undefined);
    expect(number?.replaceAll(' ', '0')).toBe(eligibility.insurance?.insurerNumber);
  });

  it('is the same person in Shift_JIS, but for characters it does not have', () => {
    const utf8 = xmlLeaves(readFileSync(join(folder, 'oqs', `${id}.utf-8.xml`), 'utf8'));
    const bytes = readFileSync(join(folder, 'oqs', `${id}.shift_jis.xml`));
    // Not the encoder's own library: the WHATWG decoder that Node carries.
    const text = new TextDecoder('shift_jis', { fatal: true }).decode(bytes);
    expect(text).toContain('encoding="Shift_JIS"');
    const without = Object.fromEntries(
      Object.entries(utf8).map(([path, value]) => [path, value.replaceAll('𠮷', '●')]),
    );
    expect(xmlLeaves(text)).toEqual({ ...without, 'XmlMsg/MessageHeader/CharacterCodeIdentifier': '1' });
  });
});

/** XML has no numbers: the reader leaves decimals as text, so that none is rounded. */
function withDecimalsAsText(json: unknown): unknown {
  return JSON.parse(
    JSON.stringify(json, (key, value) => (key === 'value' && typeof value === 'number' ? `${value}` : value)),
  );
}
