import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faceCommand } from '../../src/cli/face/command.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { ranCommand } from '../support/cli/commandLine.ts';
import { photographed } from '../support/face/faces.ts';

const [somebody = '', somebodyElse = ''] = photographed;
const frame = (id: string, number: number) => join(projectRoot(), 'fixtures', 'people', id, `frame-${number}.jpg`);
const weights = process.env.UKETSUKE_MODELS;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'uketsuke-pairs-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file of pairs with these lines. */
function pairsFile(...lines: readonly string[]): string {
  const file = join(folder, 'pairs.txt');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

function pairs(file: string, args: readonly string[] = [], modelsFolder?: string) {
  const words = ['face', 'pairs', file, '--jobs', '1', ...args];
  return ranCommand(faceCommand, words, { modelsFolder: () => modelsFolder });
}

const fourPairs = () =>
  pairsFile(
    '# two people, four pictures',
    `${frame(somebody, 1)} ${frame(somebody, 2)} 1`,
    `${frame(somebodyElse, 1)} ${frame(somebodyElse, 2)} 1`,
    '',
    `${frame(somebody, 1)} ${frame(somebodyElse, 2)} 0`,
    `${frame(somebodyElse, 1)} ${frame(somebody, 2)} 0`,
  );

describe('face pairs', () => {
  test('tells accuracy, error rates and times of the profile, and how far it is meanwhile', async () => {
    const { out, complaints, exitCode } = await pairs(fourPairs(), ['--json', '--profile', 'embedded']);
    expect(JSON.parse(out)).toMatchObject({
      profile: 'embedded',
      chip: false,
      pairs: 4,
      pictures: 4,
      detected: 1,
      accuracy: 1,
      eer: 0,
      tar: { '1e-2': 1, '1e-3': 1 },
      threshold: 0.54,
      atThreshold: { falseMatchRate: 0, falseNonMatchRate: 0 },
      stagesMs: { decode: expect.any(Number), find: expect.any(Number), embed: expect.any(Number) },
      ms: expect.any(Number),
    });
    expect(complaints).toContain('pictures (embedded): 4 of 4\n');
    expect(exitCode).toBe(0);
  });

  test('does the same with one side as a chip photo, and draws the trade-off', async () => {
    const svg = join(folder, 'det.svg');
    const onePair = pairsFile(`${frame(somebody, 1)} ${frame(somebody, 2)} 1`);
    const { out, exitCode } = await pairs(onePair, ['--chip', '--profile', 'embedded', '--det', svg]);
    expect(out).toMatch(/^profile +embedded\npairs +1 of 2 pictures, one side as a chip photo\ndetected +100\.00 %\n/);
    expect(readFileSync(svg, 'utf8')).toContain('<title>embedded, one side as a chip photo: false non-match');
    expect(exitCode).toBe(0);
  });

  test('counts a face that is not found as not detected and as no match', async () => {
    const wall = join(folder, 'wall.jpg');
    const background = '#c9c4ba';
    await sharp({ create: { width: 250, height: 250, channels: 3, background } })
      .jpeg()
      .toFile(wall);
    const file = pairsFile(`${frame(somebody, 1)} wall.jpg 1`, `wall.jpg ${frame(somebodyElse, 1)} 0`);
    const { out } = await pairs(file, ['--json', '--profile', 'embedded']);
    expect(JSON.parse(out)).toMatchObject({
      detected: 2 / 3,
      accuracy: null,
      atThreshold: { falseMatchRate: 0, falseNonMatchRate: 1 },
    });
  });

  test.each([
    ['a line without a label', () => pairsFile('a.jpg b.jpg 1', 'a.jpg b.jpg'), 'U-702', 'pairs.txt, line 2: must be'],
    ['a label that is none', () => pairsFile('a.jpg b.jpg 2'), 'U-702', 'line 1'],
    ['no pairs', () => pairsFile('# nothing'), 'U-702', 'holds no pairs'],
    ['a file that is not there', () => join(folder, 'nowhere.txt'), 'U-702', 'ENOENT'],
    ['a picture that is not there', () => pairsFile('a.jpg b.jpg 1'), 'U-212', 'a.jpg is not there'],
    ['a picture that is none', () => pairsFile('pairs.txt pairs.txt 1'), 'U-212', 'pairs.txt: not a JPEG'],
  ])('ends with 1 and says where for %s', async (_, file, exitCode, words) => {
    const said = await pairs(file(), ['--profile', 'embedded']);
    expect(said.complaints).toContain(exitCode);
    expect(said.complaints).toContain(words);
    expect({ out: said.out, code: said.exitCode }).toEqual({ out: '', code: 1 });
  });

  test('measures no other profile than the one asked for', async () => {
    const { complaints, exitCode } = await pairs(fourPairs(), ['--profile', 'standard']);
    expect(complaints).toContain('U-214');
    expect(exitCode).toBe(1);
  });

  test.skipIf(!weights)('measures the standard networks where they are installed', async () => {
    const { out } = await pairs(fourPairs(), ['--json', '--chip'], weights);
    expect(JSON.parse(out)).toMatchObject({ profile: 'standard', detected: 1, accuracy: 1, threshold: 0.43 });
  });
});
