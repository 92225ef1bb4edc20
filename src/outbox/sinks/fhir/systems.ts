/** Name spaces of Japan's FHIR guides and of ours, in one place: a letter off and a receiver sees another thing. */
export const jp = {
  profile: 'http://jpfhir.jp/fhir/core/StructureDefinition/',
  coverageExtension: 'http://jpfhir.jp/fhir/core/Extension/StructureDefinition/JP_Coverage_',
  insuranceMemberId: 'http://jpfhir.jp/fhir/clins/Idsystem/JP_Insurance_memberID',
  insurerNumber: 'http://jpfhir.jp/fhir/core/mhlw/IdSystem/InsurerNumber',
  institution: 'http://jpfhir.jp/fhir/core/IdSystem/insurance-medical-institution-no',
  /** 1 社保, 2 国保, 7 後期高齢者, 8 公費. */
  insuranceKind: 'urn:oid:1.2.392.100495.20.2.61',
  /** 1 本人, 2 家族. */
  relationship: 'urn:oid:1.2.392.100495.20.2.62',
} as const;

export const hl7 = {
  nameRepresentation: 'http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation',
  copayType: 'http://terminology.hl7.org/CodeSystem/coverage-copay-type',
  organizationType: 'http://terminology.hl7.org/CodeSystem/organization-type',
  consentScope: 'http://terminology.hl7.org/CodeSystem/consentscope',
  participantType: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type',
  loinc: 'http://loinc.org',
  ucum: 'http://unitsofmeasure.org',
} as const;

/** Nobody else names these things, so these names are ours. */
export const own = {
  /** Serial of the card's certificate, hex: who came, where the clinic's own patient number is not known. */
  card: 'urn:x-uketsuke:card-certificate',
  /** One set of facts about one person's insurance: see `coverage.ts`. */
  coverage: 'urn:x-uketsuke:coverage',
  /** Reception id and version. */
  reception: 'urn:x-uketsuke:reception',
  consentItem: 'urn:x-uketsuke:consent-item',
  kiosk: 'urn:x-uketsuke:kiosk',
} as const;
