import type { EligibilityGateway } from '../eligibility/gateway.ts';
import type { FaceMatcher } from '../face/faceMatcher.ts';
import { failed, ok } from '../problem/result.ts';
import type { EligibilityAnswer } from '../reception/answer.ts';
import type { SubsidyCertificate } from '../reception/subsidy.ts';
import type { DigitEntries } from '../visit/digitEntry.ts';
import type { VisitPorts } from '../visit/ports.ts';
import { drawnPerson } from './drawnCard.ts';
import { takesTime } from './takesTime.ts';

/** How long somebody who looks into the frame is looked at, milliseconds: each direction is to be read. */
const lookingMs = 1_600;
const askingMs = 900;

export interface PracticeWorld {
  readonly entries: DigitEntries;
  /** JIS X 0401 of the clinic: the drawn certificate is of here. */
  readonly prefecture: string;
  readonly faceObserver: VisitPorts['faceObserver'];
  readonly now: () => number;
}

/**
 * The world of a practice: everything goes well, and nothing is touched. No card, no camera, no line, no disk is behind
 * any of these, so that nothing of a practice can be taken for a visit.
 */
export function practicePorts({ entries, prefecture, faceObserver, now }: PracticeWorld): VisitPorts {
  return {
    face: drawnFace,
    faceObserver,
    eligibility: eligibility(prefecture),
    receptions: { record: () => ok(undefined), cameEarlier: async () => false },
    // 目視 is not practised; whoever gets here all the same is nobody.
    passcodes: {
      check: async (passcode) => {
        passcode.fill(0);
        return { kind: 'wrong' };
      },
    },
    entries,
    saidSame: () => undefined,
    occasion: () => ({ kind: 'ordinary' }),
    now,
  };
}

/** Looks at nobody: says what the real one says, in its time, and is content. */
const drawnFace: FaceMatcher = {
  profile: 'embedded',
  enrol: async () => ok(undefined),
  async attempt(observer, signal) {
    for (const guidance of ['look-here', 'hold-still'] as const) {
      observer.guidance(guidance);
      await takesTime(lookingMs, signal);
    }
    return ok({ kind: 'match', score: 1, profile: 'embedded', liveness: { passive: null, challenge: 'passed' } });
  },
  forget: async () => undefined,
  close: async () => undefined,
};

const answer: EligibilityAnswer = {
  validity: 'valid',
  name: drawnPerson.name,
  nameKana: drawnPerson.nameKana,
  sex: drawnPerson.sex,
  birthdate: drawnPerson.birthdate,
  address: drawnPerson.address,
  insurance: null,
};

function eligibility(prefecture: string): EligibilityGateway {
  const certificate: SubsidyCertificate = {
    id: 'practice',
    certificationName: '見本の医療証',
    prefecture,
    municipality: '見本市',
    alwaysReimbursed: false,
    validFrom: '20000101',
    notDisclosed: false,
  };
  return {
    cardStatus: async () => ok({ registered: true, revoked: false }),
    register: async () => ok(undefined),
    async ask(_question, signal) {
      await takesTime(askingMs, signal);
      return ok(answer);
    },
    subsidies: async () => ok([certificate]),
    askAbsent: async () => failed('U-402', 'practice'),
  };
}
