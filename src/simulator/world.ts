import type { SceneCamera } from './camera/scene.ts';
import type { CardSlot } from './card/slot.ts';
import type { SimulatedClinic } from './clinic.ts';
import type { FaultBoard } from './faults.ts';
import type { SimulatedGateway } from './gateway/simulatedGateway.ts';
import type { Person } from './people.ts';
import type { SimulatedSound } from './sound.ts';

/** An order to whoever supervises the patient's browser. */
export interface BrowserOrder {
  readonly at: string;
  readonly why: string;
}

/** Everything outside the kiosk, simulated: what the simulator's server lets a person play with. */
export interface World {
  readonly people: readonly Person[];
  readonly slot: Pick<CardSlot, 'present' | 'insert' | 'remove'>;
  /** Where phones are held, on a reader of their own. */
  readonly phoneSlot: Pick<CardSlot, 'present' | 'insert' | 'remove'>;
  /** Puts a 見本 of paper under the card camera, or takes it away. */
  readonly layPaper: (lies: boolean) => void;
  readonly camera: SceneCamera;
  readonly faults: FaultBoard;
  readonly gateway: SimulatedGateway;
  readonly clinic: SimulatedClinic;
  /** Presses a key on the kiosk, as a keyboard would. */
  readonly press: (code: string, up: boolean) => void;
  readonly sound: SimulatedSound;
  /** Address of the patient screen, token and all, once it is served: for a person to open. */
  readonly screenUrl: () => string | null;
  /** The same with a place of its own, for the dock's page to hold. */
  readonly mirrorUrl: () => string | null;
  /** When and why the kiosk has ordered the patient's browser to be started again, oldest first. */
  readonly browserOrders: () => readonly BrowserOrder[];
}
