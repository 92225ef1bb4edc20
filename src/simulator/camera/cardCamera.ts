import { setTimeout as delay } from 'node:timers/promises';
import type { Camera, Frame } from '../../camera/camera.ts';
import { linkedAbort } from '../../kernel/linkedAbort.ts';
import type { Random } from '../../kernel/seededRandom.ts';
import { failed, ok, type Result } from '../../problem/result.ts';
import type { CardSlot } from '../card/slot.ts';
import type { Person } from '../people.ts';
import {
  type ConditionName,
  conditionNames,
  isHard,
  type Shot,
  shotUnder,
  trembling,
} from '../printedFace/conditions.ts';
import { type DrawnFace, drawFace } from '../printedFace/drawnFace.ts';
import { photograph } from '../printedFace/photograph.ts';
import { portraitOf } from '../printedFace/portrait.ts';

/** At most five pictures a second; drawing one takes about that long anyway. */
const betweenPicturesMs = 200;

export interface CardCameraOptions {
  /** Where the card lies. */
  readonly slot: Pick<CardSlot, 'present'>;
  /** Whose card is copied on the 見本 of paper that lies there where no card does; undefined (and left out) for none. */
  readonly paper?: () => Person | undefined;
  /** Project root: where the portraits of the fixture people lie. */
  readonly root: string;
  /** Under what the next card is photographed; undefined (and left out) is an ordinary condition by chance. */
  readonly condition?: () => ConditionName | undefined;
  /** Whether the camera is broken now: U-211, and its pictures end. */
  readonly isDead?: () => boolean;
  /** Statistics in [0, 1). */
  readonly random?: Random;
}

/** The camera above the simulated reader: the drawn front of the card that lies there, tilted and lit as chance has it. */
export function createCardCamera(options: CardCameraOptions): Camera {
  return new CardCamera(options);
}

/** A card as it came to lie under the camera. */
interface Lying {
  readonly person: Person | undefined;
  readonly face: DrawnFace | undefined;
  readonly shot: Shot;
}

const ordinary = conditionNames.filter((name) => !isHard(name));

class CardCamera implements Camera {
  readonly name = 'simulated card camera';
  private readonly options: CardCameraOptions;
  private readonly random: Random;
  private readonly closing = new AbortController();
  private lying: Lying | undefined;

  constructor(options: CardCameraOptions) {
    this.options = options;
    this.random = options.random ?? Math.random;
  }

  async *stream(signal: AbortSignal): AsyncIterable<Result<Frame>> {
    const until = linkedAbort([signal, this.closing.signal]);
    try {
      yield* this.pictures(until.signal);
    } finally {
      until.release();
    }
  }

  async close(): Promise<void> {
    this.closing.abort();
  }

  private async *pictures(until: AbortSignal): AsyncIterable<Result<Frame>> {
    for (let sequence = 1; !until.aborted; sequence += 1) {
      const started = performance.now();
      if (this.options.isDead?.()) {
        yield failed('U-211', 'the simulated card camera is dead');
        return;
      }
      const { face, shot } = await this.look();
      const jpeg = await photograph(face, trembling(shot, this.random), Math.floor(this.random() * 2 ** 31));
      if (until.aborted) return;
      yield ok({ jpeg, sequence, takenAt: Date.now() });
      const wait = Math.max(0, betweenPicturesMs - (performance.now() - started));
      await delay(wait, undefined, { signal: until }).catch(() => undefined);
    }
  }

  /** What lies there; a card that is put there anew lies differently. */
  private async look(): Promise<Lying> {
    const { slot, root, condition, paper } = this.options;
    const person = slot.present ?? paper?.();
    if (this.lying && this.lying.person === person) return this.lying;
    const face = person && (await drawFace(person, portraitOf(person, root)));
    // Where nothing lies there is only the tray, and it is lit.
    const byChance = person && ordinary[Math.floor(this.random() * ordinary.length)];
    const name = condition?.() ?? byChance ?? 'ideal';
    this.lying = { person, face, shot: shotUnder(name, this.random) };
    return this.lying;
  }
}
