import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openPerson } from './personView.ts';
import { loadFrame, type RawPicture } from './rawPicture.ts';
import type { CameraScene } from './scene.ts';
import { stepsOf } from './scripts.ts';
import { expose } from './sensor.ts';
import { openSpoof } from './spoofView.ts';
import type { CameraView } from './view.ts';

/** Sets up what stands before the camera. Rejects where a picture file is none. */
export async function openScene(scene: CameraScene, root: string): Promise<CameraView> {
  const people = join(root, 'fixtures', 'people');
  const room = await loadFrame(join(root, 'fixtures', 'scenes', 'empty-room.jpg'));
  if ('person' in scene) return openPerson(join(people, scene.person), stepsOf(scene.script), room, scene.at);
  if ('image' in scene) return still(await loadFrame(scene.image));
  if ('spoof' in scene) {
    return openSpoof({
      kind: scene.as ?? 'paper',
      folder: join(people, scene.spoof),
      room,
      behind: () => openPerson(join(people, somebodyBut(scene.spoof, people)), [], room),
    });
  }
  return still(room);
}

/** Nothing moves; only the sensor's noise is new in each picture. */
function still(picture: RawPicture): CameraView {
  return { picture: async () => expose(picture), obey: () => undefined };
}

function somebodyBut(id: string, people: string): string {
  const folders = readdirSync(people, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.find(({ name }) => name !== id)?.name ?? id;
}
