import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../../system/paths.ts';
import type { FaceProfile } from '../faceMatcher.ts';
import { publishedForms } from './convertPublished.ts';

/** What a manifest says of any network. */
export const network = z.strictObject({
  name: z.string(),
  /** In the folder of the profile's source; a tfjs model has its weights under this name and more. */
  file: z.string().regex(/^[\w.-]+$/),
  /** Of the ONNX bytes, in lower-case hex: as they lie in the folder, or as our converter makes them. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  licence: z.string(),
  source: z.url(),
  /** Shape of the one input; letters are free sizes. */
  input: z.array(z.string()),
  preprocessing: z.string(),
});

const publishedFile = z.strictObject({
  /** Under which it lies in a mirror. */
  name: z.string().regex(/^[\w.-]+$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Length in bytes. */
  size: z.int().positive(),
  /** Where it is published; the first is asked first. */
  addresses: z.array(z.url()).min(1),
});

/** A network that lies in a folder as ONNX, and is made from what its publisher publishes. */
const publishedNetwork = network.extend({
  /** Of the same network as others have converted it: other bytes, the same numbers, as good. */
  equals: z.array(z.string().regex(/^[0-9a-f]{64}$/)).default([]),
  published: z.strictObject({
    /** `onnx` is taken as it is, the others are converted on this device. */
    form: z.enum(publishedForms),
    files: z.array(publishedFile).min(1),
  }),
});

const threshold = z.strictObject({
  at: z.number(),
  /** Share of strangers who come out on the good side of it, as far as it was measured. */
  falseMatchRate: z.number().optional(),
});

/** What scores mean. */
export const score = z.strictObject({
  /** `cosine`: the higher the more alike. `distance`: the lower. */
  measure: z.enum(['cosine', 'distance']),
  accept: threshold,
  /** Not the same face yet, but worth another try. */
  nearMiss: threshold,
});

const manifest = z.strictObject({
  profiles: z.strictObject({
    standard: z.strictObject({
      /** A folder that whoever installs the kiosk names. */
      source: z.strictObject({ kind: z.literal('folder') }),
      score,
      networks: z.strictObject({
        detector: publishedNetwork,
        recognition: publishedNetwork,
        /** Two networks that look for a print or a screen, one close to the face, one at more of what is around it. */
        livenessClose: publishedNetwork,
        livenessWide: publishedNetwork,
      }),
    }),
    embedded: z.strictObject({
      /** tfjs weights in a folder of an npm package. */
      source: z.strictObject({ kind: z.literal('package'), package: z.string(), folder: z.string() }),
      score,
      networks: z.strictObject({ detector: network, landmarks: network, recognition: network }),
    }),
  }),
});

export type ModelManifest = z.infer<typeof manifest>;
/** One network of the manifest that lies in a folder. */
export type PublishedNetwork = z.infer<typeof publishedNetwork>;
/** One file that a publisher publishes. */
export type PublishedFile = z.infer<typeof publishedFile>;
/** One network of the manifest. */
export type NetworkEntry = z.infer<typeof network>;
/** A profile's scale, and where on it the decisions lie. */
export type ScoreScale = z.infer<typeof score>;

let read: ModelManifest | undefined;

/** models/manifest.json: which networks belong to which profile, and what their scores mean. Throws where it is wrong. */
export function modelManifest(): ModelManifest {
  read ??= manifest.parse(JSON.parse(readFileSync(join(projectRoot(), 'models', 'manifest.json'), 'utf8')));
  return read;
}

/** What the scores of this profile mean. */
export function scoreScaleOf(profile: FaceProfile): ScoreScale {
  return modelManifest().profiles[profile].score;
}
