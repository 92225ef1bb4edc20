import type { Reception } from '../../../reception/reception.ts';
import type { Identifier, Resource } from './resource.ts';
import { concept } from './resource.ts';
import { hl7, jp } from './systems.ts';

/** The clinic by its 医療機関コード, 10 digits. */
export function clinicIdentifier({ institutionCode }: Reception): Identifier {
  return { system: jp.institution, value: institutionCode };
}

/** JP_Organization of the clinic the patient came to. */
export function clinic(reception: Reception, name: string): Resource {
  return organization(clinicIdentifier(reception), 'prov', name);
}

/** An insurer by its number, 8 digits. */
export function insurerIdentifier(insurerNumber: string): Identifier {
  return { system: jp.insurerNumber, value: insurerNumber };
}

/** JP_Organization of an insurer. */
export function insurer(insurerNumber: string, name: string): Resource {
  return organization(insurerIdentifier(insurerNumber), 'pay', name);
}

function organization(identifier: Identifier, type: string, name: string): Resource {
  return {
    resourceType: 'Organization',
    meta: { profile: [`${jp.profile}JP_Organization`] },
    identifier: [identifier],
    type: [concept(hl7.organizationType, type)],
    ...(name === '' ? {} : { name }),
  };
}
