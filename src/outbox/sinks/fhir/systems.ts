/** Name spaces of Japan's FHIR guides and of ours, in one place: a letter off and a receiver sees another thing. */
export const jp = {
  profile: 'http://jpfhir.jp/fhir/core/StructureDefinition/',
  coverageExtension: 'http://jpfhir.jp/fhir/core/Extension/StructureDefinition/JP_Coverage_',
  insuranceMemberId: 'http://jpfhir.jp/fhir/clins/Idsystem/JP_Insurance_memberID',
  publicPayerMemberId: 'http://jpfhir.jp/fhir/clins/Idsystem/JP_PublicPayer_memberID',
  insurerNumber: 'http://jpfhir.jp/fhir/core/mhlw/IdSystem/InsurerNumber',
  institution: 'http://jpfhir.jp/fhir/core/IdSystem/insurance-medical-institution-no',
  /** Of a patient, in front of the institution's code. */
  patientNumber: 'urn:oid:1.2.392.100495.20.3.51.1',
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
  participation: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType',
  confidentiality: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality',
  benefitType: 'http://terminology.hl7.org/CodeSystem/benefit-type',
  coverageClass: 'http://terminology.hl7.org/CodeSystem/coverage-class',
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
  /** In front of version, kinds and language of what was on the screen. */
  wording: 'urn:x-uketsuke:consent-wording',
  kiosk: 'urn:x-uketsuke:kiosk',
  /** Who pays a public expense, by a hash of number and name. */
  publicPayer: 'urn:x-uketsuke:public-payer',
  /** 公費負担者番号, as the municipality writes it. */
  publicPayerNumber: 'urn:x-uketsuke:public-payer-number',
  /** 償還払い: the patient pays here and claims it back. */
  reimbursed: 'urn:x-uketsuke:reimbursed',
  subsidyAnswer: 'urn:x-uketsuke:subsidy-answer',
  prescriptionForm: 'urn:x-uketsuke:prescription-form',
  /** elderly, limit, specific-disease. */
  certificate: 'urn:x-uketsuke:certificate',
  period: 'urn:x-uketsuke:period',
  /** Codes of the eligibility system: 限度額適用認定証区分, 適用区分, 認定疾病区分. */
  limitClassification: 'urn:x-uketsuke:limit-classification',
  limitFlag: 'urn:x-uketsuke:limit-flag',
  specificDisease: 'urn:x-uketsuke:specific-disease',
  /** In which of the four items card and answer differ. */
  linkDifference: 'urn:x-uketsuke:link-difference',
  token: 'urn:x-uketsuke:token',
  holderMethod: 'urn:x-uketsuke:holder-method',
  occasion: 'urn:x-uketsuke:occasion',
  faceScore: 'urn:x-uketsuke:face-score',
  faceProfile: 'urn:x-uketsuke:face-profile',
  livenessPassive: 'urn:x-uketsuke:liveness-passive',
  livenessChallenge: 'urn:x-uketsuke:liveness-challenge',
  visualReason: 'urn:x-uketsuke:visual-reason',
  cardGenuine: 'urn:x-uketsuke:card-genuine',
  certificateClass: 'urn:x-uketsuke:certificate-class',
} as const;
