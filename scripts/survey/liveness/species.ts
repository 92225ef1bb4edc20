import { join } from 'node:path';
import type { CameraScene } from '../../../src/simulator/camera/scene.ts';

/** What is shown to the camera, as testers of presentation attacks sort it. */
export interface Species {
  readonly id: string;
  /** As the tables call it. */
  readonly name: string;
  /** `live`: the holder of the card; `attack`: somebody else with a likeness of the holder; `stranger`: with none. */
  readonly kind: 'live' | 'attack' | 'stranger';
  /** What stands there when `holder` has laid their card down. */
  readonly scene: (holder: string, cast: Cast) => CameraScene;
  /** Played a second time from what the kiosk itself saw the first time, byte for byte. */
  readonly recordedBefore?: true;
}

/** Who can be shown. */
export interface Cast {
  /** Project root: pictures of people lie in its fixtures. */
  readonly root: string;
  readonly people: readonly string[];
}

/** Everything that is tried, the living first. */
export const species: readonly Species[] = [
  { id: 'live', name: 'living holder', kind: 'live', scene: (person) => ({ person }) },
  {
    id: 'live-moving',
    name: 'living holder who looks away and stands far off first',
    kind: 'live',
    scene: (person) => ({ person, script: 'moves' }),
  },
  {
    id: 'stranger',
    name: 'another person',
    kind: 'stranger',
    scene: (holder, { people }) => ({ person: people[(people.indexOf(holder) + 1) % people.length] ?? holder }),
  },
  { id: 'paper', name: 'colour print', kind: 'attack', scene: (spoof) => ({ spoof, as: 'paper' }) },
  { id: 'tablet', name: 'photo on a tablet', kind: 'attack', scene: (spoof) => ({ spoof, as: 'tablet' }) },
  {
    id: 'cut-out',
    name: 'print with somebody’s eyes behind it',
    kind: 'attack',
    scene: (spoof) => ({ spoof, as: 'cut-out' }),
  },
  {
    id: 'video',
    name: 'film on a tablet, turning both ways',
    kind: 'attack',
    scene: (spoof) => ({ spoof, as: 'video' }),
  },
  {
    id: 'still',
    name: 'one picture instead of the camera’s, new noise on it',
    kind: 'attack',
    scene: (holder, { root }) => ({ image: join(root, 'fixtures', 'people', holder, 'frame-2.jpg') }),
  },
  {
    id: 'replay',
    name: 'the camera’s own pictures, played again',
    kind: 'attack',
    scene: (person) => ({ person }),
    recordedBefore: true,
  },
];
