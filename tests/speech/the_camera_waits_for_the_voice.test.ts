import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { FaceObserver } from '../../src/face/faceMatcher.ts';
import { ok } from '../../src/problem/result.ts';
import { openHeardKiosk } from '../support/speech/heardKiosk.ts';
import { people } from '../support/visit/quickKiosk.ts';

const notBefore = 10_000;

async function until(isSo: () => boolean): Promise<void> {
  for (let waited = 0; !isSo(); waited += 5) {
    if (waited > notBefore) throw new Error('it never came to that');
    await sleep(5);
  }
}

test('the camera knows what the patient has heard: not what is being explained, but what is only said again', async () => {
  let observer: FaceObserver | undefined;
  const kiosk = await openHeardKiosk(
    {},
    {
      face: {
        attempt: async (shown) => {
          observer = shown;
          shown.guidance('closer');
          await sleep(60_000, undefined, { ref: false });
          return ok({ kind: 'no-face' });
        },
      },
    },
  );
  onTestFinished(() => kiosk.close());
  const person = people.find(({ id }) => id === 'yamada-hanako');
  if (person) await kiosk.card.insert(person);
  await until(() => kiosk.screen.view().actions.includes('method.face'));
  await until(() => kiosk.screen.press('method.face'));
  await until(() => observer !== undefined);
  expect(kiosk.telling()).toEqual({ isNew: true, isTaken: true });
  // Title, direction and the other ways, until nothing is left but the direction once more.
  await until(() => kiosk.sound.heard().filter(({ text }) => text === 'もう少し近づいてください').length > 1);
  await until(() => kiosk.telling().isTaken);
  expect(kiosk.telling()).toEqual({ isNew: false, isTaken: true });
  const heard = kiosk.sound.heard().map(({ text }) => text);
  for (const said of ['カメラで、顔を確認します。', '番号のキーを押して、選んでください。'])
    expect(heard).toContain(said);
  observer?.guidance('move-left');
  await until(() => kiosk.telling().isNew);
  await until(() => kiosk.sound.heard().some(({ text }) => text === 'もう少し左へ動いてください'));
  await until(() => !kiosk.telling().isTaken);
});
