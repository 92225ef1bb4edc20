import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fhir } from 'fhir';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { goldenFiles } from '../../scripts/fixtures/golden/goldenFiles.ts';
import { goldenPeople } from '../../scripts/fixtures/golden/goldenReception.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { readApiDocument } from '../support/docs/apiDocument.ts';
import { jpProblems, r4Problems } from '../support/outbox/jpCore.ts';
import { xmlLeafList, xmlLeaves } from '../support/outbox/xmlLeaves.ts';

const folder = join(projectRoot(), 'fixtures', 'golden');
const people = goldenPeople(projectRoot());
const result = 'XmlMsg/MessageBody/ResultList/ResultOfQualificationConfirmation';
const validityNumbers = ['valid', 'invalid', 'newer-exists', 'none-found', 'several-found', 'valid-unregistered'];

describe('the golden files (made by scripts/fixtures/golden.ts)', () => {
  const files = goldenFiles(people);

  test('are those of the people there are', () => {
    const held = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(json|xml)$/.test(name),
    );
    expect(held.toSorted()).toEqual(files.map(({ path }) => path).toSorted());
    expect(held).toHaveLength(people.length * 4);
  });

  test.each(files)('$path is what is sent today', ({ path, bytes }) => {
    expect(readFileSync(join(folder, path)).equals(bytes)).toBe(true);
  });
});

describe.each(people)('$id, as others read the files', ({ id, name, card, eligibility, subsidies, tags }) => {
  const fhirText = readFileSync(join(folder, 'fhir', `${id}.json`), 'utf8');
  const utf8 = readFileSync(join(folder, 'oqs', `${id}.utf-8.xml`));
  const fileText = new TextDecoder('utf-8', { fatal: true }).decode(utf8);
  const webhookText = readFileSync(join(folder, 'webhook', `${id}.json`), 'utf8');
  const leaves = xmlLeaves(fileText);
  const isMismatch = tags.includes('link-error');

  test('is good R4 and good JP Core', () => {
    const bundle: unknown = JSON.parse(fhirText);
    expect(r4Problems(z.record(z.string(), z.unknown()).parse(bundle))).toEqual([]);
    expect(jpProblems(bundle)).toEqual([]);
  });

  test('says the same in FHIR’s own XML', () => {
    const fhir = new Fhir();
    expect(fhir.xmlToObj(fhir.jsonToXml(fhirText))).toEqual(withDecimalsAsText(JSON.parse(fhirText)));
  });

  test('is a body as docs/api/clinic-webhook.yaml describes it', () => {
    expect(readApiDocument('clinic-webhook.yaml').describes('Reception', JSON.parse(webhookText))).toBe(true);
  });

  test('is the same person in UTF-8', () => {
    expect(leaves[`${result}/Name`]).toBe(isMismatch ? name : eligibility.name);
    expect(leaves[`${result}/Birthdate`]).toBe(card.birthdate);
    expect(leaves['XmlMsg/MessageBody/QualificationValidity']).toBe(
      isMismatch ? undefined : String(validityNumbers.indexOf(eligibility.validity) + 1),
    );
    const number = leaves[`${result}/InsurerNumber`];
    const wanted = eligibility.insurance?.insurerNumber ?? eligibility.medicalAssistance?.payerNumber;
    expect(number?.replaceAll(' ', '0')).toBe(isMismatch ? undefined : wanted);
    expect(leaves[`${result}/ReferenceNumber`]).toBe(eligibility.patientNumber);
    expect(
      leaves[`${result}/LimitApplicationCertificateRelatedInfo/LimitApplicationCertificateClassificationFlag`],
    ).toBe(eligibility.limit?.flag);
    const recipients = xmlLeafList(fileText)
      .filter(([path]) => path.endsWith('/MedicalSubsidyInfo/MedicalSubsidyRecipientNumber'))
      .map(([, text]) => text);
    expect(recipients).toEqual(subsidies.map(({ recipientNumber }) => recipientNumber));
  });

  test('is the same person in Shift_JIS, but for characters it does not have', () => {
    const bytes = readFileSync(join(folder, 'oqs', `${id}.shift_jis.xml`));
    // Not the encoder's own library: the WHATWG decoder that Node carries.
    const text = new TextDecoder('shift_jis', { fatal: true }).decode(bytes);
    expect(text).toContain('encoding="Shift_JIS"');
    const without = xmlLeafList(fileText).map(([path, value]) => [
      path,
      path.endsWith('/CharacterCodeIdentifier') ? '1' : value.replaceAll('𠮷', '●'),
    ]);
    expect(xmlLeafList(text)).toEqual(without);
  });

  test('says nothing of somebody else', () => {
    const others = people
      .filter((each) => each.id !== id)
      .flatMap((each) => [each.name, each.card.address, each.eligibility.name, each.eligibility.address])
      .filter((text) => text !== '' && text !== name && text !== card.address);
    // Whom the wrong answer is about is nobody among the people: their data stands in the fixture alone.
    const wrong = isMismatch ? [eligibility.name, eligibility.address, eligibility.nameKana] : [];
    for (const text of [fhirText, fileText, webhookText]) {
      expect([...others, ...wrong].filter((each) => text.includes(each))).toEqual([]);
    }
  });
});

test('tells nobody where those live who are not to be found', () => {
  const hidden = people.filter(({ tags }) => tags.includes('not-disclosed'));
  expect(hidden).not.toEqual([]);
  for (const { person, bytes, path } of goldenFiles(hidden)) {
    const { card } = people.find(({ id }) => id === person) ?? {};
    expect(card?.address).toMatch(/市/);
    expect(new TextDecoder(path.includes('shift_jis') ? 'shift_jis' : 'utf-8').decode(bytes)).not.toContain(
      card?.address,
    );
  }
});

/** XML has no numbers: the reader leaves decimals as text, so that none is rounded. */
function withDecimalsAsText(json: unknown): unknown {
  return JSON.parse(
    JSON.stringify(json, (key, value) =>
      (key === 'value' || key === 'valueDecimal') && typeof value === 'number' ? `${value}` : value,
    ),
  );
}
