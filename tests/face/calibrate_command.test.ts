import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { peopleAtCamera } from '../../src/cli/face/calibrate/people.ts';
import { faceCommand } from '../../src/cli/face/command.ts';
import { Sittings } from '../../src/face/calibration/sittings.ts';
import type { FaceNetworks } from '../../src/face/networks/faceNetworks.ts';
import { openFaceNetworks } from '../../src/face/networks/openFaceNetworks.ts';
import { ok, unwrap } from '../../src/problem/result.ts';
import { projectRoot } from '../../src/system/paths.ts';
import { ranCommand } from '../support/cli/commandLine.ts';
import { frameOf, PlayedCamera, photographed } from '../support/face/faces.ts';

const [one = '', other = ''] = photographed;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'uketsuke-calibrate-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A folder of people's pictures, so many each. */
function frames(people: readonly string[], each = 4): string {
  const dir = join(folder, 'frames');
  for (const person of people) {
    mkdirSync(join(dir, person), { recursive: true });
    for (let number = 1; number <= each; number++) {
      const name = `frame-${number}.jpg`;
      cpSync(join(projectRoot(), 'fixtures', 'people', person, name), join(dir, person, name));
    }
  }
  mkdirSync(dir, { recursive: true });
  return dir;
}

function calibrate(...words: readonly string[]) {
  return ranCommand(faceCommand, ['face', 'calibrate', '--profile', 'embedded', ...words]);
}

describe('face calibrate', () => {
  test('compares people with themselves and each other, beside the reference, and keeps scores only', async () => {
    const dir = frames([one, other]);
    const to = join(folder, 'scores.json');
    const { out, complaints, exitCode } = await calibrate('--frames', dir, '--to', to, '--json');
    expect({ complaints, exitCode }).toEqual({ complaints: '', exitCode: 0 });
    const report = JSON.parse(out);
    expect(report).toMatchObject({
      profile: 'embedded',
      people: 2,
      pictures: { judged: 8, notJudged: {} },
      threshold: { at: 0.54, falseMatchRate: 0.001 },
      genuine: { comparisons: 2 * 2 * 2, matching: 1 },
      impostor: { comparisons: 4 * 4, matching: 0, pairs: 1, pairsMatching: 0, rateBelow: 1 },
      reference: { laxest: 0.54 },
      isLow: false,
      proposal: null,
    });
    // What is written is what was said and the scores, in an order that tells nobody's from another's.
    const { scores, ...said } = JSON.parse(readFileSync(to, 'utf8'));
    expect(said).toEqual(report);
    expect(scores).toEqual({ genuine: scores.genuine.toSorted(), impostor: scores.impostor.toSorted() });
    expect([scores.genuine.length, scores.impostor.length]).toEqual([8, 16]);
    expect(readFileSync(to, 'utf8')).not.toMatch(new RegExp(`${one}|${other}|frame-|embedding|landmark`));
    expect(readdirSync(folder).toSorted()).toEqual(['frames', 'scores.json']);
  });

  test('says it in figures, bars and words', async () => {
    const { out } = await calibrate('--frames', frames([one, other], 2));
    expect(out).toMatch(
      /^profile {6}embedded\npeople {7}2; 4 of 4 pictures compared\nthreshold {4}≤ 0\.54; false match 1 in 1000/,
    );
    expect(out).toMatch(/\n≤ {2}0\.\d\d +#+ +\d+ %.*\n/);
    expect(out).toContain('\n-------- above: a match, from 0.54 on\n');
    expect(out).toContain('Pairs of people: 1, none taken for each other; too few to say anything about strangers.');
    expect(out).toContain('leave the threshold as it is');
  });

  test.each([
    ['a terminal at which nobody sits', () => [], 'U-651'],
    ['a folder that is not there', () => ['--frames', join(folder, 'nowhere')], 'U-653'],
    ['one person', () => ['--frames', frames([one])], 'U-653'],
    ['a person with one picture', () => ['--frames', frames([one, other], 1)], 'U-653'],
    ['a file that is there already', () => ['--frames', folder, '--to', projectRoot()], 'U-652'],
  ])('ends with its number for %s', async (_, words, code) => {
    const { out, complaints, exitCode } = await calibrate(...words());
    expect(complaints).toContain(code);
    expect({ out, exitCode }).toEqual({ out: '', exitCode: 1 });
  });

  test('ends with its number where nobody could be judged', async () => {
    const dir = frames([]);
    for (const person of ['a', 'b']) {
      mkdirSync(join(dir, person));
      for (const name of ['1.jpg', '2.jpg']) writeFileSync(join(dir, person, name), 'no picture');
    }
    const { out, complaints } = await calibrate('--frames', dir);
    expect(out).toBe('');
    expect(complaints).toContain('U-650: 0 of 2 people');
  });

  test.each(['1', '27', 'all'])('refuses --people %s as wrong usage', async (count) => {
    expect(await calibrate('--people', count)).toMatchObject({ exitCode: 2, out: '' });
  });
});

describe('people at the camera', () => {
  let networks: FaceNetworks;
  beforeAll(async () => {
    networks = unwrap(await openFaceNetworks({ profile: 'embedded' }));
  });
  afterAll(() => networks.close());

  /** Pictures of the two in turn, one for each sitting. */
  const pictures = [frameOf(one, 1), frameOf(one, 4), frameOf(other, 1), frameOf(other, 4)];

  /** What people type, one line after the other; then the input ends. */
  async function sat(typed: readonly string[], stopAfter = Number.POSITIVE_INFINITY) {
    const [asked, lines] = [[] as string[], [...typed]];
    const stop = new AbortController();
    const sittings = new Sittings(networks, { pictures: 1, everyMs: 0 });
    const shown = pictures.map((jpeg) => Uint8Array.from(jpeg));
    let next = 0;
    const camera = new PlayedCamera([]);
    camera.stream = async function* () {
      const jpeg = shown[next++];
      if (jpeg) yield ok({ jpeg, sequence: 1, takenAt: 0 });
    };
    const result = await peopleAtCamera({
      camera,
      sittings,
      most: 5,
      stop: stop.signal,
      say: () => undefined,
      async ask(question) {
        asked.push(question);
        if (asked.length > stopAfter) stop.abort();
        return stop.signal.aborted ? undefined : lines.shift();
      },
    });
    return { result, sittings, asked, shown, looked: next };
  }

  test('are asked before each sitting, by a letter; the pictures are zeroed, in the end the numbers too', async () => {
    const { result, sittings, asked, shown } = await sat(['', '', '', '', 'q']);
    const people = unwrap(result);
    expect(people).toHaveLength(2);
    expect(asked.map((each) => each.slice(0, 'A さん 1/2'.length))).toEqual([
      'A さん 1/2',
      'A さん 2/2',
      'B さん 1/2',
      'B さん 2/2',
      'C さん 1/2',
    ]);
    expect(shown.every((jpeg) => jpeg.every((byte) => byte === 0))).toBe(true);
    const numbers = people.flat().flatMap(({ embeddings }) => embeddings);
    expect(numbers.map((each) => each.some((value) => value !== 0))).toEqual([true, true, true, true]);
    await sittings.forget();
    expect(numbers.map((each) => each.some((value) => value !== 0))).toEqual([false, false, false, false]);
  });

  test('are looked at only after an empty line; who leaves after one sitting is not counted', async () => {
    const { result, sittings, looked } = await sat(['yes?', ' ', '', 'Q']);
    expect(unwrap(result)).toEqual([]);
    expect(looked).toBe(1);
    await sittings.forget();
  });

  test('leave nothing when it is stopped', async () => {
    const { result, sittings } = await sat(['', '', ''], 2);
    expect(result).toMatchObject({ ok: false, problem: { code: 'U-650' } });
    await sittings.forget();
  });
});
