import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { failed, ok, type Result } from '../../problem/result.ts';
import { network, score } from './manifest.ts';

/** Eyes, nose and corners of the mouth, the picture's left first, in pixels of the network's square. */
const points = z.array(z.strictObject({ x: z.number(), y: z.number() })).length(5);

/** A recognition network that a clinic or vendor brings: any that takes one aligned face and says it in numbers. */
const ownNetwork = network.omit({ input: true, preprocessing: true }).extend({
  /** Of the aligned face, pixels. */
  side: z.int().min(32).max(512),
  /** Where the five points come to lie; `arcface`: as nearly all networks of 112 × 112 want it. */
  template: z.union([z.literal('arcface'), points]),
  colours: z.enum(['rgb', 'bgr']),
  /** What the network takes is (x - mean) × scale, x from 0 to 255. */
  mean: z.number().default(0),
  scale: z.number().default(1),
  /** Embeddings are compared by their cosine. */
  score: score.extend({ measure: z.literal('cosine') }),
  /** On what the thresholds were measured, and when; null as long as nobody has. */
  measured: z.string().min(1).nullable(),
});

export type OwnNetwork = z.infer<typeof ownNetwork>;

/** The manifest of a network of one's own, beside the network itself in the models folder. */
export const ownManifest = 'own.json';

/** What the models folder says of a network of its own; undefined where it says nothing. U-214 says what is wrong. */
export function readOwnNetwork(modelsFolder: string): Result<OwnNetwork | undefined> {
  let text: string;
  try {
    text = readFileSync(join(modelsFolder, ownManifest), 'utf8');
  } catch {
    return ok(undefined);
  }
  try {
    const parsed = ownNetwork.safeParse(JSON.parse(text));
    if (parsed.success) return ok(parsed.data);
    return failed('U-214', `${ownManifest}: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}`);
  } catch {
    return failed('U-214', `${ownManifest} is no JSON`);
  }
}
