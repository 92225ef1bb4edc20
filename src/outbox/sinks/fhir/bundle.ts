import { v5 as uuidv5 } from 'uuid';
import type { Reception } from '../../../reception/reception.ts';
import { validityRules } from '../../../reception/validity.ts';
import { consent } from './consent.ts';
import { type CoverageFacts, coverageIdentifier, insuranceCoverage } from './coverage.ts';
import { eligibilityResponse, type ResponseLinks } from './eligibilityResponse.ts';
import { memberParts } from './memberId.ts';
import { clinic, clinicIdentifier, insurer, insurerIdentifier } from './organizations.ts';
import { patient, patientIdentifier } from './patient.ts';
import { provenance } from './provenance.ts';
import {
  payerIdentifier,
  publicCoverage,
  publicExpenseIdentifier,
  publicExpenses,
  publicPayer,
} from './publicExpense.ts';
import type { Identifier, Reference, Resource } from './resource.ts';
import { own } from './systems.ts';

/** Any constant would do: it keeps our name-based UUIDs apart from other people's. */
const uuidSpace = '5f0c3d51-7b1e-4c59-9a52-3f6d0a1c7e42';

/**
 * The transaction a FHIR server is told a reception with. Each resource is created on the condition that the server
 * knows none by its identifier yet: a repeated delivery changes nothing, and a patient, an insurer or the clinic that
 * is known already stays as it is. The same reception always gives the same bundle.
 */
export function receptionBundle(reception: Reception, clinicName: string): Resource {
  const key: Identifier = { system: own.reception, value: `${reception.id}.v${reception.version}` };
  const entries: object[] = [];
  function create(resource: Resource, role: string, condition: string): Reference {
    const reference = `urn:uuid:${uuidv5(`${key.value}/${role}`, uuidSpace)}`;
    const { resourceType } = resource;
    entries.push({
      fullUrl: reference,
      resource,
      request: { method: 'POST', url: resourceType, ifNoneExist: condition },
    });
    return { reference };
  }
  const unlessKnown = ({ system, value }: Identifier) => `identifier=${system}|${value}`;

  const person = create(patient(reception), 'patient', unlessKnown(patientIdentifier(reception)));
  const here = create(clinic(reception, clinicName), 'clinic', unlessKnown(clinicIdentifier(reception)));

  const { insurance, validity } = reception.eligibility ?? { insurance: null, validity: undefined };
  const patientKey = patientIdentifier(reception);
  const coverages: { coverage: Reference; inForce: boolean }[] = [];
  let payor: Reference | undefined;
  if (insurance && validity) {
    const number = memberParts(insurance).insurer;
    payor = create(insurer(number, insurance.insurerName), 'insurer', unlessKnown(insurerIdentifier(number)));
    const facts: CoverageFacts = { insurance, inForce: validityRules[validity].isInsured, patient: patientKey };
    const resource = insuranceCoverage(facts, person, payor);
    const coverage = create(resource, 'coverage', unlessKnown(coverageIdentifier(facts)));
    coverages.push({ coverage, inForce: facts.inForce });
  }
  const payers = new Map<string, Reference>();
  for (const expense of publicExpenses(reception)) {
    const payerKey = payerIdentifier(expense);
    const key = publicExpenseIdentifier(expense, patientKey);
    // A city that pays for two certificates is one organization.
    const payer =
      payers.get(payerKey.value) ?? create(publicPayer(expense), `payer/${payerKey.value}`, unlessKnown(payerKey));
    payers.set(payerKey.value, payer);
    const resource = publicCoverage(expense, patientKey, person, payer);
    coverages.push({ coverage: create(resource, `coverage/${key.value}`, unlessKnown(key)), inForce: true });
  }
  const links: ResponseLinks = { patient: person, clinic: here, coverages, ...(payor ? { insurer: payor } : {}) };
  const targets = coverages.map(({ coverage }) => coverage);

  if (reception.consents.length > 0) {
    targets.push(create(consent(reception, key, person, here), 'consent', unlessKnown(key)));
  }
  targets.push(create(eligibilityResponse(reception, key, links), 'eligibility', unlessKnown(key)));
  create(provenance(reception, key, targets, here), 'provenance', `_tag=${key.system}|${key.value}`);
  return { resourceType: 'Bundle', type: 'transaction', entry: entries };
}
