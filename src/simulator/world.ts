import type { CardSlot } from './card/slot.ts';
import type { SimulatedClinic } from './clinic.ts';
import type { FaultBoard } from './faults.ts';
import type { SimulatedGateway } from './gateway.ts';
import type { Person } from './people.ts';

/** What stands before the camera: a person, a picture file (absolute path), somebody holding up a picture, nobody. */
export type Scene =
  | { readonly person: string }
  | { readonly image: string }
  | { readonly spoof: string }
  | { readonly none: true };

/** The camera whose view the dock chooses. */
export interface SceneCamera {
  show(scene: Scene): void;
  scene(): Scene;
}

/** Everything outside the kiosk, simulated: what the simulator's server lets a person play with. */
export interface World {
  readonly people: readonly Person[];
  readonly slot: Pick<CardSlot, 'present' | 'insert' | 'remove'>;
  readonly camera: SceneCamera;
  readonly faults: FaultBoard;
  readonly gateway: SimulatedGateway;
  readonly clinic: SimulatedClinic;
  /** Address of the patient screen, token and all, once it is served: for the dock to show it. */
  readonly screenUrl: () => string | null;
}
