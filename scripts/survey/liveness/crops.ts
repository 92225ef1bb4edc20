import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodePicture } from '../../../src/face/decodePicture.ts';
import { passiveEnough } from '../../../src/face/liveness/doubt.ts';
import type { FaceNetworks } from '../../../src/face/networks/faceNetworks.ts';
import { unwrap } from '../../../src/problem/result.ts';

/** What the passive networks alone make of cropped faces, living and printed. */
export interface CropFigures {
  readonly live: number;
  readonly print: number;
  /** Share of prints taken for living at the product's limit... */
  readonly apcer: number;
  /** ...and of the living taken for prints. */
  readonly bpcer: number;
  /** Chance that a living crop scores above a printed one. */
  readonly auc: number;
  /** Both kinds of error where they are equal. */
  readonly eer: number;
}

/** Scores `live/` and `print/` in a folder of tight crops. Undefined where the profile has no passive networks. */
export async function measureCrops(networks: FaceNetworks, folder: string): Promise<CropFigures | undefined> {
  const { livenessOf } = networks;
  if (!livenessOf) return undefined;
  const scoresOf = async (kind: string): Promise<readonly number[]> => {
    const scores: number[] = [];
    for (const file of readdirSync(join(folder, kind)).toSorted()) {
      const image = unwrap(await decodePicture(readFileSync(join(folder, kind, file))));
      const [found] = await networks.find(image, 'photo');
      // A crop so tight that no face is found in it is all face.
      const box = { x: 0, y: 0, width: image.width, height: image.height };
      scores.push(await livenessOf(image, found ?? { box, confidence: 0, landmarks: [] }));
    }
    return scores;
  };
  return figuresOf(await scoresOf('live'), await scoresOf('print'));
}

function figuresOf(live: readonly number[], print: readonly number[]): CropFigures {
  const errorsAt = (limit: number) => ({
    apcer: print.filter((score) => score >= limit).length / print.length,
    bpcer: live.filter((score) => score < limit).length / live.length,
  });
  const above = live.flatMap((one) => print.map((other) => (one > other ? 1 : one === other ? 0.5 : 0)));
  const worst = [...live, ...print].map((limit) => errorsAt(limit)).map(({ apcer, bpcer }) => Math.max(apcer, bpcer));
  return {
    live: live.length,
    print: print.length,
    ...errorsAt(passiveEnough),
    auc: above.reduce<number>((a, b) => a + b, 0) / above.length,
    eer: Math.min(...worst),
  };
}
