import type { EligibilityAnswer } from '../../eligibility/answer.ts';
import type { CardStatus } from '../../eligibility/gateway.ts';
import { compareLink } from '../../eligibility/link.ts';
import type { SubsidyCertificate } from '../../eligibility/subsidy.ts';
import type { AbsentQuestion } from '../../eligibility/wire.ts';
import { certificateSerial } from '../card/demoPki.ts';
import type { Person } from '../people.ts';

/** What the eligibility system and PMH know of the fixture people. A registration is remembered while this lives. */
export class Register {
  private readonly people: readonly Person[];
  private readonly bySerial: ReadonlyMap<string, Person>;
  private readonly registered: Set<string>;

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

  /** Who is not registered for insurance use is not found. */
  eligibilityOf(person: Person): EligibilityAnswer {
    return this.registered.has(person.id) ? person.eligibility : nobody('none-found', person.eligibility);
  }

  subsidiesOf({ subsidies }: Person): readonly SubsidyCertificate[] {
    return subsidies;
  }

  /** By the certificate's serial where one is named, else by name, birth date and sex. */
  search(asked: AbsentQuestion): readonly Person[] {
    if (asked.certificateSerial === null) {
      return this.people.filter(({ name, card }) => compareLink({ ...card, name }, asked).length === 0);
    }
    const person = this.personOf(asked.certificateSerial);
    return person ? [person] : [];
  }

  answerAbout(asked: AbsentQuestion): EligibilityAnswer {
    const [found, another] = this.search(asked);
    if (!found || another) return nobody(found ? 'several-found' : 'none-found', asked);
    return this.eligibilityOf(found);
  }
}

/** An answer that names nobody but whom the question named. */
function nobody(
  validity: 'none-found' | 'several-found',
  { name, sex, birthdate, address }: Pick<EligibilityAnswer, 'name' | 'sex' | 'birthdate' | 'address'>,
): EligibilityAnswer {
  return { validity, name, nameKana: '', sex, birthdate, address, insurance: null };
}
