import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readWeights } from '../../src/face/convert/tfjs/weights.ts';
import { chooseProfile } from '../../src/face/models/chooseProfile.ts';
import { convert } from '../../src/face/models/embeddedModels.ts';
import { modelManifest, scoreScaleOf } from '../../src/face/models/manifest.ts';
import { readStandardModels, sha256Of } from '../../src/face/models/standardModels.ts';
import { verdictOf } from '../../src/face/verdict.ts';
import { unwrap } from '../../src/problem/result.ts';

const modelsFolder = process.env.UKETSUKE_MODELS;
const needsWeights = describe.skipIf(!modelsFolder);
const { standard, embedded } = modelManifest().profiles;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'uketsuke-models-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the embedded networks', () => {
  test.each(['detector', 'landmarks', 'recognition'] as const)(
    'convert to the very bytes that are pinned: %s',
    (role) => {
      expect(sha256Of(unwrap(convert(role)))).toBe(embedded.networks[role].sha256);
    },
  );

  const packageFolder = join(
    dirname(createRequire(import.meta.url).resolve(`${embedded.source.package}/package.json`)),
    embedded.source.folder,
  );
  const { file } = embedded.networks.landmarks;

  test('are refused when the weights are longer than they say', () => {
    for (const name of [`${file}-weights_manifest.json`, `${file}.bin`]) {
      copyFileSync(join(packageFolder, name), join(folder, name));
    }
    expect(readWeights(folder, file).size).toBe(49);
    writeFileSync(join(folder, `${file}.bin`), Buffer.alloc(7), { flag: 'a' });
    expect(() => readWeights(folder, file)).toThrow('7 bytes left over');
  });

  test('are refused when the weights are shorter than they say', () => {
    writeFileSync(join(folder, `${file}.bin`), readFileSync(join(packageFolder, `${file}.bin`)).subarray(0, -1));
    expect(() => readWeights(folder, file)).toThrow(RangeError);
  });
});

describe('the profile that decides', () => {
  test('is embedded where nothing else is installed and nothing else is asked for', () => {
    expect(chooseProfile({ wanted: 'auto', modelsFolder: undefined })).toEqual({
      ok: true,
      value: { profile: 'embedded' },
    });
    expect(chooseProfile({ wanted: 'auto', modelsFolder: join(folder, 'nowhere') })).toEqual({
      ok: true,
      value: { profile: 'embedded' },
    });
  });

  test('is never embedded where standard was asked for', () => {
    for (const modelsFolder of [undefined, join(folder, 'nowhere')]) {
      expect(chooseProfile({ wanted: 'standard', modelsFolder })).toMatchObject({
        ok: false,
        problem: { code: 'U-214' },
      });
    }
  });

  test('names the file that is missing, and the one that is not what it should be', () => {
    const { file } = standard.networks.detector;
    expect(readStandardModels(folder)).toMatchObject({
      ok: false,
      problem: { detail: `${file} is missing in the models folder` },
    });
    writeFileSync(join(folder, file), 'not a network');
    expect(readStandardModels(folder)).toMatchObject({
      ok: false,
      problem: { code: 'U-214', detail: `${file} is not the file the manifest names` },
    });
    expect(chooseProfile({ wanted: 'auto', modelsFolder: folder })).toMatchObject({ value: { profile: 'embedded' } });
  });
});

needsWeights('the profile that decides, with the standard weights installed', () => {
  test('is standard, unless embedded is asked for', () => {
    expect(chooseProfile({ wanted: 'auto', modelsFolder })).toEqual({
      ok: true,
      value: { profile: 'standard', modelsFolder },
    });
    expect(chooseProfile({ wanted: 'embedded', modelsFolder })).toMatchObject({ value: { profile: 'embedded' } });
  });
});

describe('a score', () => {
  test('is the better the higher on the cosine scale', () => {
    const scale = scoreScaleOf('standard');
    expect([0.43, 0.429, 0.35, 0.349].map((score) => verdictOf(score, scale))).toEqual([
      'match',
      'near-miss',
      'near-miss',
      'no-match',
    ]);
  });

  test('is the better the lower on the distance scale', () => {
    const scale = scoreScaleOf('embedded');
    expect([0.54, 0.541, 0.62, 0.621].map((score) => verdictOf(score, scale))).toEqual([
      'match',
      'near-miss',
      'near-miss',
      'no-match',
    ]);
  });

  test('that is no number is no match', () => {
    for (const profile of ['standard', 'embedded'] as const) {
      expect(verdictOf(Number.NaN, scoreScaleOf(profile))).toBe('no-match');
    }
  });
});
