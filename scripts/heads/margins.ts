import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodePicture } from '../../src/face/image.ts';
import type { FaceNetworks, PictureKind } from '../../src/face/networks/faceNetworks.ts';
import { type FaceFlaw, flawOf } from '../../src/face/quality/flaw.ts';
import { measureFace } from '../../src/face/quality/measures.ts';
import { unwrap } from '../../src/problem/result.ts';

/** A person's pictures as one profile's networks see them. */
export interface Portrait {
  readonly person: string;
  /** Undefined where the card has no photo. */
  readonly chip: Float32Array | undefined;
  readonly live: readonly LiveFace[];
}

export interface LiveFace {
  readonly file: string;
  readonly embedding: Float32Array;
  /** Why the kiosk would not judge this frame; undefined where it would. */
  readonly flaw: FaceFlaw | undefined;
}

/** One person's photo against one live picture, on the profile's scale. */
export interface Comparison {
  readonly photo: string;
  readonly live: string;
  readonly file: string;
  readonly score: number;
}

/**
 * Embeds the photo and the named live pictures of a person's folder. Throws where a picture does not show exactly one
 * face: a fixture like that is a mistake of ours.
 */
export async function portray(
  networks: FaceNetworks,
  people: string,
  person: string,
  { photo, live }: { readonly photo: boolean; readonly live: readonly string[] },
): Promise<Portrait> {
  const find = async (file: string, kind: PictureKind) => {
    const image = unwrap(await decodePicture(readFileSync(join(people, person, file))));
    const [face, ...others] = await networks.find(image, kind);
    if (!face || others.length > 0) throw new Error(`${person}/${file} shows ${face ? 'several faces' : 'no face'}`);
    return { file, embedding: await networks.embed(image, face), flaw: flawOf(measureFace(image, face)) };
  };
  const chip = photo ? (await find('chip.jp2', 'photo')).embedding : undefined;
  const faces: LiveFace[] = [];
  for (const file of live) faces.push(await find(file, 'live'));
  return { person, chip, live: faces };
}

/** Every photo against every live picture. */
export function compareAll({ score }: Pick<FaceNetworks, 'score'>, portraits: readonly Portrait[]): Comparison[] {
  return portraits.flatMap(({ person: photo, chip }) =>
    chip === undefined
      ? []
      : portraits.flatMap(({ person: live, live: faces }) =>
          faces.map(({ file, embedding }) => ({ photo, live, file, score: score(chip, embedding) })),
        ),
  );
}
