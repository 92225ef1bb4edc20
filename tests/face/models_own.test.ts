import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { modelsCommand } from '../../src/cli/models/command.ts';
import { deviceFacts } from '../../src/desk/pages/deviceFacts.ts';
import { comparePictures } from '../../src/face/compare.ts';
import { Graph } from '../../src/face/convert/graph.ts';
import { chooseProfile, scaleOf } from '../../src/face/models/chooseProfile.ts';
import { modelManifest } from '../../src/face/models/manifest.ts';
import { ownManifest, readOwnNetwork } from '../../src/face/models/ownNetwork.ts';
import { sha256Of } from '../../src/face/models/standardModels.ts';
import { Network } from '../../src/face/networks/network.ts';
import { openFaceNetworks } from '../../src/face/networks/openFaceNetworks.ts';
import { arcfaceTemplate, recognise } from '../../src/face/networks/standard/recogniser.ts';
import { unwrap } from '../../src/problem/result.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { ranCommand } from '../support/cli/commandLine.ts';
import { chipPhotoOf, frameOf, photographed } from '../support/face/faces.ts';

/** A network under names of its own that says the mean of each colour it is given. */
function meanColours(): Uint8Array {
  const graph = new Graph();
  const means = graph.op('GlobalAveragePool', [graph.input('data', [1, 3, 112, 112])]);
  graph.output('fc1', graph.op('Flatten', [means]), [1, 3]);
  return graph.toModel('mean_colours');
}

const entry = {
  name: 'mean colours',
  file: 'mean_colours.onnx',
  sha256: sha256Of(meanColours()),
  licence: 'none',
  source: 'https://example.org/',
  side: 112,
  template: 'arcface',
  colours: 'rgb',
  score: { measure: 'cosine', accept: { at: 0.9 }, nearMiss: { at: 0.8 } },
  measured: 'drawn heads, today',
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'uketsuke-own-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const put = (own: object) => writeFileSync(join(folder, ownManifest), JSON.stringify(own));

describe("a clinic's own recognition network", () => {
  test('is none where no manifest names one, and refused where the manifest is wrong', () => {
    expect(readOwnNetwork(folder)).toEqual({ ok: true, value: undefined });
    put({ ...entry, template: [{ x: 1, y: 2 }] });
    expect(readOwnNetwork(folder)).toMatchObject({
      problem: { code: 'U-214', detail: expect.stringMatching(/^own\.json: .*template/) },
    });
    put({ ...entry, score: { ...entry.score, measure: 'distance' } });
    expect(readOwnNetwork(folder)).toMatchObject({ problem: { detail: expect.stringContaining('measure') } });
    writeFileSync(join(folder, ownManifest), '{');
    expect(readOwnNetwork(folder)).toMatchObject({ problem: { detail: 'own.json is no JSON' } });
  });

  test('is given the colours, the size and the range it asks for', async () => {
    const network = await Network.open(meanColours());
    const image = {
      width: 112,
      height: 112,
      data: new Uint8Array(3 * 112 * 112).map((_, i) => [200, 100, 50][i % 3] ?? 0),
    };
    const input = { side: 112, template: arcfaceTemplate, mean: 0, scale: 1 } as const;
    const embedding = async (how: Partial<Parameters<typeof recognise>[1]>) =>
      recognise(network, { colours: 'rgb', ...input, ...how }, image, arcfaceTemplate);
    try {
      const unit = (r: number, g: number, b: number) => {
        const length = Math.hypot(r, g, b);
        return [r, g, b].map((each) => expect.closeTo(each / length, 3));
      };
      expect(Array.from(await embedding({}))).toEqual(unit(200, 100, 50));
      expect(Array.from(await embedding({ colours: 'bgr' }))).toEqual(unit(50, 100, 200));
      expect(Array.from(await embedding({ mean: 100, scale: 0.01 }))).toEqual(unit(1, 0, -0.5));
    } finally {
      await network.close();
    }
  });

  test('is ready for SFace, which nobody has measured here', () => {
    cpSync(join(projectRoot(), 'models', 'own', 'sface_2021dec.json'), join(folder, ownManifest));
    expect(readOwnNetwork(folder)).toMatchObject({
      ok: true,
      value: { sha256: '0ba9fbfa01b5270c96627c4ef784da859931e02f04419c829e83484087c34e79', measured: null },
    });
  });
});

const weights = process.env.UKETSUKE_MODELS ?? '';
describe.skipIf(weights === '')('a network of its own beside the standard ones', () => {
  beforeEach(() => {
    for (const { file } of Object.values(modelManifest().profiles.standard.networks)) {
      // The own network takes this one's place.
      if (!file.includes('reidentification')) writeFileSync(join(folder, file), readFileSync(join(weights, file)));
    }
    writeFileSync(join(folder, entry.file), meanColours());
  });
  const choose = (toMeasure: boolean) => chooseProfile({ wanted: 'standard', modelsFolder: folder, toMeasure });

  test('decides, by its own thresholds', async () => {
    put(entry);
    const chosen = unwrap(choose(false));
    expect(scaleOf(chosen)).toMatchObject({ accept: { at: 0.9 } });
    expect(
      deviceFacts({ reader: 'r', camera: 'c', faceProfile: 'standard', ownNetwork: entry.name }, null).text,
    ).toContain('standard（照合モデル：mean colours）');
    const networks = unwrap(await openFaceNetworks(chosen));
    const [id = ''] = photographed;
    try {
      const compared = unwrap(await comparePictures(networks, chipPhotoOf(id), frameOf(id, 1)));
      expect(compared).toMatchObject({ threshold: 0.9, detected: { chip: true, frame: true } });
    } finally {
      await networks.close();
    }
  });

  test('decides nothing before its thresholds are measured, and can be measured', async () => {
    put({ ...entry, measured: null });
    expect(choose(false)).toMatchObject({
      problem: { code: 'U-214', detail: expect.stringContaining('run "uketsuke face pairs"') },
    });
    expect(choose(true)).toMatchObject({ ok: true });
    const { out } = await ranCommand(modelsCommand, ['models', 'status'], { modelsFolder: () => folder });
    expect(out).toContain('not ready  mean colours (none): not measured yet');
  });

  test('is refused where its file is another', () => {
    put({ ...entry, sha256: '0'.repeat(64) });
    expect(choose(true)).toMatchObject({
      problem: { code: 'U-214', detail: `${entry.file} is not the file the manifest names` },
    });
  });
});
