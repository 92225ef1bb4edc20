import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faceCommand } from '../../src/cli/face/command.ts';
import { modelsCommand } from '../../src/cli/models/command.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { ranCommand } from '../support/cli/commandLine.ts';

const [somebody, somebodyElse] = ['yamada-hanako', 'takasaki-yoshio'] as const;
const fixture = (id: string, file: string) => join(projectRoot(), 'fixtures', 'people', id, file);
const weights = process.env.UKETSUKE_MODELS;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'uketsuke-compare-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(args: readonly string[], modelsFolder?: string) {
  const make = args[0] === 'face' ? faceCommand : modelsCommand;
  return ranCommand(make, args, { modelsFolder: () => modelsFolder });
}

const compare = (chip: string, frame: string, ...more: string[]) => run(['face', 'compare', chip, frame, ...more]);

describe('face compare', () => {
  test('matches the photo of a card with its holder', async () => {
    const { out, exitCode, complaints } = await compare(
      fixture(somebody, 'chip.jp2'),
      fixture(somebody, 'frame-1.jpg'),
      '--json',
    );
    expect(JSON.parse(out)).toEqual({
      profile: 'embedded',
      score: expect.any(Number),
      threshold: 0.54,
      verdict: 'match',
      detected: { chip: true, frame: true },
      ms: expect.any(Number),
    });
    expect(JSON.parse(out).score).toBeLessThanOrEqual(0.54);
    expect({ exitCode, complaints }).toEqual({ exitCode: 0, complaints: '' });
  });

  test('tells strangers apart, which is a good answer', async () => {
    const { out, exitCode } = await compare(fixture(somebody, 'chip.jp2'), fixture(somebodyElse, 'frame-1.jpg'));
    expect(out).toMatch(/^verdict +no-match\nscore +0\.\d{3} \(match from 0\.54\)\nprofile +embedded\n/);
    expect(exitCode).toBe(0);
  });

  test('takes PNG and JPEG 2000 on either side', async () => {
    const png = join(folder, 'frame.png');
    await sharp(fixture(somebody, 'frame-2.jpg')).png().toFile(png);
    const { out } = await compare(png, fixture(somebody, 'chip.jp2'), '--json');
    expect(JSON.parse(out)).toMatchObject({ verdict: 'match', detected: { chip: true, frame: true } });
  });

  test('ends with 1 where there is no face', async () => {
    const wall = join(folder, 'wall.jpg');
    await sharp({ create: { width: 640, height: 480, channels: 3, background: '#c9c4ba' } })
      .jpeg()
      .toFile(wall);
    const { out, exitCode } = await compare(fixture(somebody, 'chip.jp2'), wall, '--json');
    expect(JSON.parse(out)).toMatchObject({
      score: null,
      verdict: 'not-detected',
      detected: { chip: true, frame: false },
    });
    expect(exitCode).toBe(1);
  });

  test('ends with 1 where a file is missing or no picture', async () => {
    const garbage = join(folder, 'garbage.jpg');
    writeFileSync(garbage, 'not a picture');
    for (const file of [garbage, join(folder, 'nowhere.jpg')]) {
      const { out, complaints, exitCode } = await compare(fixture(somebody, 'chip.jp2'), file);
      expect({ out, exitCode }).toEqual({ out: '', exitCode: 1 });
      expect(complaints).toMatch(/^U-212: .+\n$/);
    }
  });

  test('does not fall back to other networks than those asked for', async () => {
    const { complaints, exitCode } = await compare(
      fixture(somebody, 'chip.jp2'),
      fixture(somebody, 'frame-1.jpg'),
      '--profile',
      'standard',
    );
    expect(complaints).toContain('U-214');
    expect(exitCode).toBe(1);
  });

  test('refuses a profile that does not exist as wrong usage', async () => {
    expect(await compare('a', 'b', '--profile', 'other')).toMatchObject({ exitCode: 2, out: '' });
  });

  test.skipIf(!weights)('decides by the standard networks where they are installed', async () => {
    const args = ['face', 'compare', fixture(somebody, 'chip.jp2'), fixture(somebody, 'frame-3.jpg'), '--json'];
    const { out } = await run(args, weights);
    expect(JSON.parse(out)).toMatchObject({ profile: 'standard', threshold: 0.43, verdict: 'match' });
  });
});

describe('models status', () => {
  test('is good with the embedded networks alone', async () => {
    const { out, exitCode } = await run(['models', 'status', '--json']);
    const status = JSON.parse(out);
    expect(status).toMatchObject({ profile: 'embedded', modelsFolder: null });
    expect(status.networks.filter(({ ready }: { ready: boolean }) => ready)).toHaveLength(3);
    expect(exitCode).toBe(0);
  });

  test('ends with 1 and names the files where a folder is named that does not hold them', async () => {
    const { out, exitCode } = await run(['models', 'status'], folder);
    expect(out).toContain('face_detection_yunet_n.onnx is missing');
    expect(out).toMatch(/^profile +embedded\n/);
    expect(exitCode).toBe(1);
  });

  test.skipIf(!weights)('is good where the standard weights are installed', async () => {
    const { out, exitCode } = await run(['models', 'status'], weights);
    expect(out).toMatch(/^profile +standard\n/);
    expect(out.match(/ ready /g)).toHaveLength(7);
    expect(exitCode).toBe(0);
  });
});
