import type { ProblemCode } from '../../../src/problem/catalogue.ts';
import { failed, ok, type Result } from '../../../src/problem/result.ts';
import { createDigitEntries } from '../../../src/visit/digitEntry.ts';
import type { ReceptionRecorder, VisitPorts } from '../../../src/visit/ports.ts';
import { Randomly } from './randomly.ts';
import { ofAnEra } from './sampleBirths.ts';
import {
  sampleAnswer,
  sampleCard,
  sampleCertificate,
  sampleFace,
  sampleGateway,
  sampleHolder,
  sampleIdentity,
  sampleMatch,
  samplePhone,
  samplePorts,
  sampleProof,
} from './visitSamples.ts';

/** A world in which everything may go wrong at any moment: refused by number, thrown, never answered, or late. */
export class RandomWorld {
  private random = new Randomly(0);
  private readonly late = new Set<() => void>();

  /** Another run of luck; what still hangs from the last one is never answered. */
  startOver(random: Randomly): void {
    this.random = random;
    this.late.clear();
  }

  /** True in `share` of all cases, by the luck of the present run. */
  chance(share: number): boolean {
    return this.random.chance(share);
  }

  /** Lets some of what hangs answer now. */
  release(): void {
    for (const answer of [...this.late]) {
      if (this.random.chance(0.5)) continue;
      this.late.delete(answer);
      answer();
    }
  }

  card() {
    const { random } = this;
    return sampleCard({
      identify: (signal) =>
        this.perhaps(signal, ['U-101', 'U-102', 'U-103', 'U-202'], () => ({
          ...sampleIdentity,
          pinTriesLeft: random.of([null, 0, 1, 2, 3]),
          photo: random.of(['available', 'available', 'unavailable']),
          certificateClass: random.of(['valid', 'valid', 'valid', 'expiring', 'grace', 'unusable', 'revoked']),
        })),
      provePossession: (pin, signal) => {
        pin.fill(0);
        return this.perhaps(signal, ['U-103', 'U-203'], () =>
          random.of([
            { kind: 'proven', proof: sampleProof } as const,
            { kind: 'proven', proof: sampleProof } as const,
            { kind: 'wrong', triesLeft: 2 } as const,
            { kind: 'wrong', triesLeft: 1 } as const,
            { kind: 'locked' } as const,
          ]),
        );
      },
      readFace: (signal) => this.perhaps(signal, ['U-103', 'U-212', 'U-215', 'U-202'], () => sampleFace),
      readFourItems: (signal) => this.perhaps(signal, ['U-212'], () => sampleHolder),
    });
  }

  phone() {
    const { random } = this;
    const identity = { ...sampleIdentity, photo: 'unavailable' } as const;
    return samplePhone({
      prove: (_touch, signal) =>
        this.perhaps(signal, ['U-117'], () =>
          random.of([
            { kind: 'proven', identity, proof: sampleProof } as const,
            { kind: 'proven', identity, proof: sampleProof } as const,
            { kind: 'wrong', triesLeft: 2 } as const,
            { kind: 'last-try' } as const,
            { kind: 'locked' } as const,
            { kind: 'other-token' } as const,
          ]),
        ),
    });
  }

  ports(receptions: ReceptionRecorder, now: () => number): VisitPorts {
    const outages: readonly ProblemCode[] = ['U-402', 'U-403', 'U-404'];
    const ports = samplePorts({
      entries: createDigitEntries(() => [ofAnEra]),
      now,
      receptions,
      passcodes: {
        check: async (passcode) => {
          passcode.fill(0);
          return this.random.of([{ kind: 'staff', staff: 's-1' }, { kind: 'wrong' }, { kind: 'locked' }] as const);
        },
      },
      eligibility: sampleGateway({
        cardStatus: (_certificate, signal) =>
          this.perhaps(signal, outages, () => ({
            registered: this.random.chance(0.9),
            revoked: this.random.chance(0.05),
          })),
        register: (_certificate, signal) => this.perhaps(signal, outages, () => undefined),
        ask: (_question, signal) =>
          this.perhaps(signal, outages, () => ({
            ...sampleAnswer,
            validity: this.random.of([
              'valid',
              'valid',
              'valid',
              'invalid',
              'newer-exists',
              'none-found',
              'several-found',
            ]),
            name: this.random.of([sampleAnswer.name, sampleAnswer.name, sampleAnswer.name, '余所野　花子']),
          })),
        subsidies: (_question, signal) =>
          this.perhaps(signal, outages, () =>
            this.random.of([
              [],
              [sampleCertificate()],
              [sampleCertificate(), sampleCertificate({ id: 'b', prefecture: '27' })],
            ]),
          ),
      }),
    });
    return {
      ...ports,
      face: {
        ...ports.face,
        enrol: (_photo, signal) => this.perhaps(signal, ['U-211', 'U-213'], () => undefined),
        attempt: (_observer, signal) =>
          this.perhaps(signal, ['U-601', 'U-214'], () =>
            this.random.of([
              sampleMatch,
              sampleMatch,
              { kind: 'no-match' } as const,
              { kind: 'near-miss' } as const,
              { kind: 'not-live' } as const,
              { kind: 'no-face' } as const,
            ]),
          ),
      },
    };
  }

  /** `answer`, or one of the ways in which the world refuses to give it. */
  private async perhaps<T>(signal: AbortSignal, codes: readonly ProblemCode[], answer: () => T): Promise<Result<T>> {
    const { random } = this;
    if (random.chance(0.1)) return failed(random.of(codes));
    if (random.chance(0.03)) throw new Error('a bug of somebody else');
    if (random.chance(0.15)) {
      await new Promise<void>((resolve) => {
        this.late.add(resolve);
        // Some drivers notice that nobody wants the answer any more, some never do.
        if (random.chance(0.7)) signal.addEventListener('abort', () => resolve());
      });
    }
    return ok(answer());
  }
}
