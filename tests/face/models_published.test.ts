import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decodePicture } from '../../src/face/decodePicture.ts';
import { convertPublished } from '../../src/face/models/convertPublished.ts';
import { modelManifest } from '../../src/face/models/manifest.ts';
import { readStandardModels, sha256Of } from '../../src/face/models/standardModels.ts';
import { cosine } from '../../src/face/networks/standard/recogniser.ts';
import { openStandardNetworks } from '../../src/face/networks/standard/standardNetworks.ts';
import { unwrap } from '../../src/problem/result.ts';
import { frameOf, photographed } from '../support/face/faces.ts';
import { originalsFolder, weightsFolder } from '../support/face/weights.ts';

const { networks } = modelManifest().profiles.standard;

describe.skipIf(originalsFolder === '')('a published network', () => {
  const roles = ['detector', 'recognition', 'livenessClose', 'livenessWide'] as const;

  test.each(roles)('becomes, byte for byte, what the manifest pins: %s', (role) => {
    expect(sha256Of(converted(role))).toBe(networks[role].sha256);
  });

  test('finds, recognises and judges faces as the same networks do that others converted', async () => {
    const others = await openStandardNetworks(unwrap(readStandardModels(weightsFolder)));
    const ours = await openStandardNetworks({
      detector: converted('detector'),
      recognition: converted('recognition'),
      livenessClose: converted('livenessClose'),
      livenessWide: converted('livenessWide'),
    });
    try {
      for (const id of photographed.slice(0, 6)) {
        const image = unwrap(await decodePicture(frameOf(id, 1)));
        const [face] = await ours.find(image, 'live');
        if (!face) throw new Error(`no face of ${id}`);
        expect(await others.find(image, 'live')).toContainEqual(face);
        const likeness = cosine(await ours.embed(image, face), await others.embed(image, face));
        expect(likeness).toBeGreaterThan(0.99999);
        const liveness = await Promise.all([ours, others].map((each) => each.livenessOf?.(image, face)));
        expect(liveness[0]).toBeCloseTo(liveness[1] ?? Number.NaN, 4);
      }
    } finally {
      await Promise.all([others.close(), ours.close()]);
    }
  });
});

function converted(role: keyof typeof networks): Uint8Array {
  const entry = networks[role];
  const files = entry.published.files.map(({ name }) => readFileSync(join(originalsFolder, name)));
  return unwrap(convertPublished(entry.published.form, files));
}
