import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { convertPublished } from '../../src/face/models/convertPublished.ts';
import { modelManifest } from '../../src/face/models/manifest.ts';
import { sha256Of } from '../../src/face/models/standardModels.ts';
import { Network } from '../../src/face/networks/network.ts';
import { cosine } from '../../src/face/networks/standard/reidentification.ts';
import { unwrap } from '../../src/problem/result.ts';

const weights = process.env.UKETSUKE_MODELS ?? '';
const { networks } = modelManifest().profiles.standard;

describe.skipIf(weights === '')('a published network', () => {
  const roles = ['detector', 'recognition', 'livenessClose', 'livenessWide'] as const;

  test.each(roles)('becomes, byte for byte, what the manifest pins: %s', (role) => {
    expect(sha256Of(converted(role))).toBe(networks[role].sha256);
  });

  test.each(['recognition', 'livenessClose', 'livenessWide'] as const)(
    'says what the same network says that others converted: %s',
    async (role) => {
      const [side, output] = role === 'recognition' ? [128, 'embedding'] : [80, 'output'];
      const others = await Network.open(readFileSync(join(weights, networks[role].file)));
      const ours = await Network.open(converted(role));
      try {
        for (const picture of pictures(side)) {
          const shape = [1, 3, side, side];
          const theirs = (await others.run(picture.slice(), shape))(output);
          const mine = (await ours.run(picture.slice(), shape))(output);
          expect(cosine(unit(mine), unit(theirs))).toBeGreaterThan(0.999999);
          expect(Array.from(mine)).toEqual(Array.from(theirs, (each) => expect.closeTo(each, 3)));
        }
      } finally {
        await Promise.all([others.close(), ours.close()]);
      }
    },
  );
});

function converted(role: keyof typeof networks): Uint8Array {
  const entry = networks[role];
  const files = entry.published.files.map(({ name }) => readFileSync(join(weights, 'originals', name)));
  return unwrap(convertPublished(entry.published.form, files));
}

/** Smooth ones and noisy ones: networks differ where they are driven hard. */
function* pictures(side: number): Generator<Float32Array> {
  for (let which = 1; which <= 4; which++) {
    yield Float32Array.from({ length: 3 * side * side }, (_, i) => {
      const [x, y] = [i % side, Math.floor(i / side) % side];
      return (
        127 +
        127 * Math.sin((x * which) / 9 + y / (4 * which) + Math.floor(i / side ** 2)) * ((i * which) % 7 > 2 ? 1 : 0.6)
      );
    });
  }
}

function unit(values: Float32Array): Float32Array {
  const length = Math.hypot(...values);
  return values.map((each) => each / length);
}
