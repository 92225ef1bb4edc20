import type { Camera } from '../../../src/camera/camera.ts';
import type { NoNumber, PictureReader } from '../../../src/card/printedFace/pictureReader.ts';
import { createPrintedFaceReader } from '../../../src/card/printedFace/printedFaceReader.ts';
import { seededRandom } from '../../../src/kernel/seededRandom.ts';
import { ok } from '../../../src/problem/result.ts';
import { numberBOf } from '../../../src/simulator/card/numberB.ts';
import { type ConditionName, shotUnder, trembling } from '../../../src/simulator/printedFace/conditions.ts';
import { photograph } from '../../../src/simulator/printedFace/photograph.ts';
import { type SurveyCard, surveyDay } from './surveyCards.ts';

/** What one photograph gave. */
export interface PhotographRead {
  readonly outcome: 'right' | 'wrong' | NoNumber;
  /** Milliseconds from the JPEG file to the reading. */
  readonly ms: number;
}

/** A card that was laid under the camera once. */
export interface Placement {
  readonly condition: ConditionName;
  /** What the kiosk would have sent to the card. */
  readonly sent: 'right' | 'wrong' | 'nothing';
  readonly photographs: readonly PhotographRead[];
}

/** The reader gives a card up after so many photographs; at the kiosk it is time that limits it. */
export const photographsEach = 4;

/**
 * Lays a card under the camera and lets the kiosk's own reader look at it. The same seed gives the same photographs.
 *
 * @param pictures reads single photographs; stays open
 */
export async function placeCard(
  { printed, face }: SurveyCard,
  condition: ConditionName,
  seed: number,
  pictures: PictureReader,
): Promise<Placement> {
  const random = seededRandom(seed);
  const shot = shotUnder(condition, random);
  const expected = numberBOf(printed);
  const photographs: PhotographRead[] = [];
  const camera: Camera = {
    name: 'survey',
    async *stream() {
      for (let sequence = 1; sequence <= photographsEach; sequence++) {
        const jpeg = await photograph(face, trembling(shot, random), seed * photographsEach + sequence);
        yield ok({ jpeg, sequence, takenAt: Date.now() });
      }
    },
    close: async () => undefined,
  };
  const watched: PictureReader = {
    async read(jpeg, now) {
      const started = performance.now();
      const reading = await pictures.read(jpeg, now);
      const ms = performance.now() - started;
      const outcome = reading.kind === 'nothing' ? reading.why : rightOrWrong(reading.number, expected);
      photographs.push({ outcome, ms });
      return reading;
    },
    outline: (jpeg) => pictures.outline(jpeg),
    close: async () => undefined,
  };
  const reader = createPrintedFaceReader({ camera, pictures: watched, readingMs: 600_000, now: () => surveyDay });
  const number = await reader.readNumberB(new AbortController().signal);
  return { condition, sent: number ? rightOrWrong(number, expected) : 'nothing', photographs };
}

function rightOrWrong(number: Uint8Array, expected: string): 'right' | 'wrong' {
  return Buffer.from(number).toString('latin1') === expected ? 'right' : 'wrong';
}
