import { Fhir } from 'fhir';
import { z } from 'zod';

/** Bindings that R4 leaves open are filled with Japan's codes and ours: the validator cannot know those. */
const ourCode = /\((urn:oid:1\.2\.392\.100495\.|urn:x-uketsuke:)[^)]*\) not found in value set$/;

/** What R4 itself has against a resource, by the definitions HL7 publishes; empty where nothing. */
export function r4Problems(resource: object): readonly string[] {
  const { messages } = new Fhir().validate(resource, { errorOnUnexpected: true });
  return messages
    .filter(({ severity, message = '' }) => severity !== 'info' && !(severity === 'warning' && ourCode.test(message)))
    .map(({ resourceId, location, message }) => [resourceId, location, message].join(' '));
}

const coding = (system: string, code: z.ZodType) =>
  z.object({ coding: z.tuple([z.object({ system: z.literal(system), code })]) });

const identifierOf = (system: string, value: RegExp) =>
  z
    .array(z.object({ system: z.string(), value: z.string() }))
    .refine(
      (identifiers) => identifiers.some((each) => each.system === system && value.test(each.value)),
      `no identifier of ${system} in form`,
    );

const profile = (name: string) =>
  z.looseObject({ profile: z.tuple([z.literal(`http://jpfhir.jp/fhir/core/StructureDefinition/${name}`)]) });

const representation = 'http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation';
const coverageExtension = 'http://jpfhir.jp/fhir/core/Extension/StructureDefinition/JP_Coverage_';
const instant = z.iso.datetime();

const dayLong = z
  .object({ start: instant, end: instant })
  .refine(({ start, end }) => Date.parse(end) - Date.parse(start) === 24 * 60 * 60_000, 'not exactly 24 hours');

/** The rules of JP Core that this project follows, written down apart from the code that follows them. */
const rules: Readonly<Record<string, z.ZodType>> = {
  Patient: z.union([unknownPatient(), knownPatient()]),
  Organization: z.object({
    meta: profile('JP_Organization'),
    identifier: z.union([
      identifierOf('http://jpfhir.jp/fhir/core/IdSystem/insurance-medical-institution-no', /^\d{10}$/),
      identifierOf('http://jpfhir.jp/fhir/core/mhlw/IdSystem/InsurerNumber', /^\d{8}$/),
      // Nothing is published for who pays a public expense.
      identifierOf('urn:x-uketsuke:public-payer', /^[0-9a-f]{64}$/),
    ]),
  }),
  Coverage: z.union([insurance(), publicExpense()]),
  Consent: z
    .object({
      status: z.enum(['active', 'inactive']),
      policyRule: z.object({}),
      provision: z.object({
        type: z.literal('deny'),
        period: dayLong,
        provision: z
          .array(z.object({ type: z.enum(['permit', 'deny']), period: dayLong, code: z.array(z.unknown()).length(1) }))
          .min(1),
      }),
    })
    .refine(
      ({ status, provision }) => status === 'active' || provision.provision.every(({ type }) => type === 'deny'),
      'what is over permits nothing',
    ),
  CoverageEligibilityResponse: z.object({
    purpose: z.tuple([z.literal('validation')]),
    request: z.object({}),
    insurance: z
      .array(
        z.object({
          item: z.array(z.object({ category: z.object({}), benefit: z.array(z.unknown()).min(1) })).optional(),
        }),
      )
      .optional(),
  }),
  Provenance: z.object({ target: z.array(z.object({ reference: z.string() })).min(1) }),
};

/** JP_Patient of somebody who is known. */
function knownPatient() {
  return z.object({
    meta: profile('JP_Patient'),
    // R4: a date is as long as it is known; JP_Patient asks for none.
    birthDate: z.union([z.iso.date(), z.string().regex(/^\d{4}(-\d{2})?$/)]).optional(),
    name: z
      .array(
        z.object({
          extension: z.tuple([z.object({ url: z.literal(representation), valueCode: z.enum(['IDE', 'SYL']) })]),
          text: z.string().regex(/\S/),
          family: z.string().regex(/^\S+$/),
        }),
      )
      .min(1)
      .refine((names) => names[0]?.extension[0].valueCode === 'IDE', 'the written name comes first'),
  });
}

/** Somebody of whom nothing is known: not even a name is made up. */
function unknownPatient() {
  return z.strictObject({
    resourceType: z.literal('Patient'),
    meta: profile('JP_Patient'),
    identifier: z.array(z.unknown()).length(1),
    gender: z.literal('unknown'),
  });
}

/** JP_Coverage of a health insurance. */
function insurance() {
  return z.object({
    meta: profile('JP_Coverage'),
    extension: z
      .array(z.object({ url: z.string().startsWith(coverageExtension), valueString: z.string().min(1) }))
      .refine(
        (all) =>
          all.every(({ url, valueString }) => {
            const form = url.endsWith('_InsuredPersonSubNumber') ? /^[0-9]{2}$/ : /^[^\x20-\x7e　]+$/;
            return form.test(valueString);
          }),
        'full-width symbol and number, half-width branch',
      ),
    identifier: identifierOf(
      'http://jpfhir.jp/fhir/clins/Idsystem/JP_Insurance_memberID',
      /^[0-9]{8}:[^:\s　]*:[^:\s　]*:([0-9][0-9])?$/,
    ),
    type: coding('urn:oid:1.2.392.100495.20.2.61', z.enum(['1', '2', '7'])),
    relationship: coding('urn:oid:1.2.392.100495.20.2.62', z.enum(['1', '2'])),
    payor: z.array(z.unknown()).length(1),
    beneficiary: z.object({}),
    costToBeneficiary: z.tuple([
      z.object({
        type: coding('http://terminology.hl7.org/CodeSystem/coverage-copay-type', z.literal('copaypct')),
        valueQuantity: z.object({
          value: z.number().min(0).max(100),
          system: z.literal('http://unitsofmeasure.org'),
          code: z.literal('%'),
        }),
      }),
    ]),
  });
}

/** JP_Coverage of a public expense: no insured person, no percentage of an insurance. */
function publicExpense() {
  return z.strictObject({
    resourceType: z.literal('Coverage'),
    meta: profile('JP_Coverage'),
    extension: z.tuple([z.strictObject({ url: z.literal('urn:x-uketsuke:reimbursed'), valueBoolean: z.boolean() })]),
    identifier: identifierOf('urn:x-uketsuke:coverage', /^[0-9a-f]{64}$/),
    status: z.literal('active'),
    type: coding('urn:oid:1.2.392.100495.20.2.61', z.literal('8')),
    subscriberId: z.string().min(1).optional(),
    beneficiary: z.object({}),
    period: z.object({ start: z.iso.date(), end: z.iso.date().optional() }),
    payor: z.array(z.unknown()).length(1),
    class: z
      .array(z.object({ value: z.string().min(1) }))
      .min(1)
      .max(3),
    costToBeneficiary: z
      .tuple([
        z.object({
          type: coding('http://terminology.hl7.org/CodeSystem/coverage-copay-type', z.literal('maxoutofpocket')),
          valueMoney: z.object({ value: z.int().min(0), currency: z.literal('JPY') }),
        }),
      ])
      .optional(),
  });
}

const bundleSchema = z.object({
  type: z.literal('transaction'),
  entry: z.array(
    z.object({
      fullUrl: z.string().regex(/^urn:uuid:[0-9a-f-]{36}$/),
      resource: z.looseObject({ resourceType: z.string() }),
      request: z.object({
        method: z.literal('POST'),
        url: z.string(),
        ifNoneExist: z.string().regex(/^[^=]+=[^|]+\|.+$/),
      }),
    }),
  ),
});

/** What the rules have against a transaction bundle; empty where nothing. */
export function jpProblems(bundle: unknown): readonly string[] {
  const read = bundleSchema.safeParse(bundle);
  if (!read.success) return [z.prettifyError(read.error)];
  const { entry } = read.data;
  const known = new Set(entry.map(({ fullUrl }) => fullUrl));
  const references = [...JSON.stringify(bundle).matchAll(/"reference":"([^"]+)"/g)].map(([, each = '']) => each);
  return [
    ...entry.flatMap(({ resource, request }) => {
      const rule = rules[resource.resourceType];
      if (!rule) return [`${resource.resourceType} is not foreseen`];
      if (request.url !== resource.resourceType) return [`${resource.resourceType} is posted to ${request.url}`];
      const judged = rule.safeParse(resource);
      return judged.success ? [] : [`${resource.resourceType}: ${z.prettifyError(judged.error)}`];
    }),
    ...references.filter((each) => !known.has(each)).map((each) => `${each} leads nowhere`),
  ];
}
