import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { specimenLayout } from '../../src/card/printedFace/layout.ts';
import { createPrintedFaceReader } from '../../src/card/printedFace/printedFaceReader.ts';
import { createPictureReader } from '../../src/card/printedFace/readPicture.ts';
import { seededRandom } from '../../src/kernel/seededRandom.ts';
import { createCardCamera } from '../../src/simulator/camera/cardCamera.ts';
import { loadPeople, type Person } from '../../src/simulator/people.ts';
import { projectRoot } from '../../src/system/paths.ts';

test('a copy of a card on paper is seen under the card camera, and that it is gone; nothing on it is read', async () => {
  const root = projectRoot();
  const [somebody] = loadPeople(root);
  let paper: Person | undefined;
  const camera = createCardCamera({
    slot: { present: undefined },
    root,
    paper: () => paper,
    condition: () => 'ideal',
    random: seededRandom(7),
  });
  const unread = {
    read: () => Promise.reject(new Error('what is printed on a paper is nobody’s business')),
    close: async () => undefined,
  };
  const reader = createPrintedFaceReader({ camera, pictures: createPictureReader(unread, specimenLayout) });
  onTestFinished(async () => {
    await reader.close();
    await camera.close();
  });
  const told: boolean[] = [];
  const stop = reader.watch((lies) => told.push(lies));
  const until = async (count: number) => {
    while (told.length < count) await delay(100);
  };
  paper = somebody;
  await until(1);
  paper = undefined;
  await until(2);
  stop();
  expect(told).toEqual([true, false]);
});
