import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Comparison, compareAll, type Portrait, portray } from '../../scripts/fixtures/heads/margins.ts';
import type { ChosenProfile } from '../../src/face/models/chooseProfile.ts';
import type { FaceNetworks } from '../../src/face/networks/faceNetworks.ts';
import { openFaceNetworks } from '../../src/face/networks/openFaceNetworks.ts';
import { unwrap } from '../../src/problem/result.ts';
import { loadPeople } from '../../src/simulator/people.ts';
import { projectRoot } from '../../src/system/paths.ts';

/**
 * How clear of its thresholds (models/manifest.json) each profile decides about the fixtures: a match within `accept`
 * with some room, a stranger never accepted. Drawn heads share a way of being drawn, so strangers stand nearer to each
 * other here than people do; fixtures never serve to set thresholds.
 */
const margins = {
  embedded: { own: (score: number) => score < 0.52, stranger: (score: number) => score > 0.55 },
  standard: { own: (score: number) => score > 0.47, stranger: (score: number) => score < 0.426 },
} as const;

/** The two ends of the movement that the six frames are taken from. */
const live = ['frame-1.jpg', 'frame-6.jpg'];

function fixturePeople(chosen: ChosenProfile): void {
  const people = loadPeople(projectRoot());
  const margin = margins[chosen.profile];
  let networks: FaceNetworks | undefined;
  let portraits: readonly Portrait[] = [];
  let comparisons: readonly Comparison[] = [];

  beforeAll(async () => {
    networks = unwrap(await openFaceNetworks(chosen));
    const folder = join(projectRoot(), 'fixtures', 'people');
    const made: Portrait[] = [];
    for (const { id, card } of people) made.push(await portray(networks, folder, id, { photo: card.photo, live }));
    portraits = made;
    comparisons = compareAll(networks, made);
  }, 240_000);
  afterAll(() => networks?.close());

  test('have a photo wherever their card has one, and frames the kiosk can judge', () => {
    expect(portraits.map(({ person }) => person)).toEqual(people.map(({ id }) => id));
    const flawed = portraits.flatMap(({ person, live: faces }) =>
      faces.flatMap(({ file, flaw }) => (flaw ? [`${person}/${file} ${flaw}`] : [])),
    );
    expect(flawed).toEqual([]);
  });

  test('match their own photo, with a margin', () => {
    const own = comparisons.filter(({ photo, live: person }) => photo === person);
    expect(own).toHaveLength(live.length * people.filter(({ card }) => card.photo).length);
    expect(own.filter(({ score }) => !margin.own(score))).toEqual([]);
  });

  test('are never accepted with the photo of anybody else', () => {
    const strangers = comparisons.filter(({ photo, live: person }) => photo !== person);
    expect(strangers.length).toBeGreaterThan(1000);
    expect(strangers.filter(({ score }) => !margin.stranger(score))).toEqual([]);
  });
}

describe('fixture people on the embedded profile', () => fixturePeople({ profile: 'embedded' }));

const modelsFolder = process.env.UKETSUKE_MODELS ?? '';
describe.skipIf(!modelsFolder)('fixture people on the standard profile', () =>
  fixturePeople({ profile: 'standard', modelsFolder }),
);
