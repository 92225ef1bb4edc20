import type { CardStatus } from '../../eligibility/gateway.ts';
import type { AbsentQuestion, InsuranceLookUpOnTheWire, PatientNumberQuestion } from '../../eligibility/wire.ts';
import { unknownDigits } from '../../kernel/partialDate.ts';
import type { EligibilityAnswer } from '../../reception/answer.ts';
import { compareLink } from '../../reception/link/compareLink.ts';
import { mayBeWhomAsked } from '../../reception/link/sameBirthdate.ts';
import type { SubsidyCertificate } from '../../reception/subsidy.ts';
import { certificateSerial } from '../card/demoPki.ts';
import type { Person } from '../people.ts';

/** Half-width and without blanks: the numbers on a 資格確認書 are printed full-width and typed in any way. */
function plain(number: string): string {
  return number.normalize('NFKC').replace(/\s/g, '');
}

/** What the eligibility system and PMH know of the fixture people. What is registered is remembered while this lives. */
export class Register {
  private readonly people: readonly Person[];
  private readonly bySerial: ReadonlyMap<string, Person>;
  private readonly registered: Set<string>;
  /** 照会番号 by institution, then by person. */
  private readonly patientNumbers = new Map<string, Map<string, string>>();

  constructor(people: readonly Person[]) {
    this.people = people;
    this.bySerial = new Map(
      people.flatMap((person) =>
        (['card', 'phone'] as const).map((token) => [certificateSerial(person.id, token), person] as const),
      ),
    );
    this.registered = new Set(people.filter((each) => each.registered).map(({ id }) => id));
  }

  personOf(serial: string): Person | undefined {
    return this.bySerial.get(serial);
  }

  statusOf({ id, card }: Person): CardStatus {
    return { registered: this.registered.has(id), revoked: card.revoked };
  }

  register({ id }: Person): { readonly registered: true } {
    this.registered.add(id);
    return { registered: true };
  }

  /** What this institution is told. Who is not registered for insurance use is not found. */
  eligibilityOf(person: Person, institutionCode: string): EligibilityAnswer {
    if (!this.registered.has(person.id)) return nobody('none-found', person.eligibility);
    const patientNumber = this.patientNumbers.get(institutionCode)?.get(person.id);
    return patientNumber === undefined ? person.eligibility : { ...person.eligibility, patientNumber };
  }

  /** One number is one person's within an institution; undefined where it is somebody else's already. */
  registerPatientNumber(
    person: Person,
    { institutionCode, patientNumber }: PatientNumberQuestion,
  ): { readonly patientNumber: string } | undefined {
    const numbers = this.patientNumbers.get(institutionCode) ?? new Map<string, string>();
    this.patientNumbers.set(institutionCode, numbers);
    const holder = this.people.find(
      ({ id, eligibility }) => (numbers.get(id) ?? eligibility.patientNumber) === patientNumber,
    );
    if (holder && holder.id !== person.id) return undefined;
    numbers.set(person.id, patientNumber);
    return { patientNumber };
  }

  subsidiesOf({ subsidies }: Person): readonly SubsidyCertificate[] {
    return subsidies;
  }

  /** By the certificate's serial where one is named, else by name, birth date and sex. */
  search({ certificateSerial, person }: AbsentQuestion): readonly Person[] {
    if (certificateSerial !== null) {
      const holder = this.personOf(certificateSerial);
      return holder ? [holder] : [];
    }
    if (person === null) return [];
    return this.people.filter(({ name, card }) => compareLink({ ...card, name }, person).length === 0);
  }

  answerAbout(asked: AbsentQuestion): EligibilityAnswer {
    const [found, another] = this.search(asked);
    if (!found || another) return nobody(found ? 'several-found' : 'none-found', asked.person ?? unknown);
    return this.eligibilityOf(found, asked.institutionCode);
  }

  searchByInsurance(asked: InsuranceLookUpOnTheWire): readonly Person[] {
    return this.people.filter(({ eligibility: { insurance, birthdate } }) => {
      if (!insurance || !mayBeWhomAsked(asked.birthdate, birthdate)) return false;
      return (
        insurance.insurerNumber === asked.insurerNumber.padStart(8, '0') &&
        plain(insurance.insuredCardSymbol) === plain(asked.insuredCardSymbol) &&
        plain(insurance.insuredIdentificationNumber) === plain(asked.insuredIdentificationNumber) &&
        // Old certificates have no branch number.
        (asked.insuredBranchNumber === '' || insurance.insuredBranchNumber === asked.insuredBranchNumber)
      );
    });
  }

  /** By numbers the 限度額 classification is told only to whom the patient said yes. No card, so no registration needed. */
  answerLookUp(asked: InsuranceLookUpOnTheWire): EligibilityAnswer {
    const [found, another] = this.searchByInsurance(asked);
    if (!found || another) {
      return nobody(found ? 'several-found' : 'none-found', { ...unknown, birthdate: asked.birthdate });
    }
    const patientNumber = this.patientNumbers.get(asked.institutionCode)?.get(found.id);
    const { limit, ...answer } = found.eligibility;
    return {
      ...answer,
      ...(asked.limitConsent && limit ? { limit } : {}),
      ...(patientNumber === undefined ? {} : { patientNumber }),
    };
  }
}

type FourItems = Pick<EligibilityAnswer, 'name' | 'sex' | 'birthdate' | 'address'>;

/** Nobody was named, so nobody is. */
const unknown: FourItems = { name: '', sex: '3', birthdate: unknownDigits, address: '' };

/** An answer that names nobody but whom the question named. */
function nobody(
  validity: 'none-found' | 'several-found',
  { name, sex, birthdate, address }: FourItems,
): EligibilityAnswer {
  return { validity, name, nameKana: '', sex, birthdate, address, insurance: null };
}
