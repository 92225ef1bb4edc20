import type { SetUpStep } from './step.ts';
import { type StepId, stepIds } from './stepIds.ts';
import { accessibility } from './steps/accessibility.ts';
import { administrator } from './steps/administrator.ts';
import { backup } from './steps/backup.ts';
import { camera } from './steps/camera.ts';
import { clinic } from './steps/clinic.ts';
import { delivery } from './steps/delivery.ts';
import { desk } from './steps/desk.ts';
import { faces } from './steps/faces.ts';
import { gateway } from './steps/gateway.ts';
import { hours } from './steps/hours.ts';
import { institution } from './steps/institution.ts';
import { kiosk } from './steps/kiosk.ts';
import { network } from './steps/network.ts';
import { reader } from './steps/reader.ts';
import { time } from './steps/time.ts';
import { trust } from './steps/trust.ts';
import { use } from './steps/use.ts';

/** Every step by its name. */
const steps: Readonly<Record<StepId, SetUpStep>> = {
  network,
  time,
  clinic,
  institution,
  kiosk,
  administrator,
  desk,
  reader,
  camera,
  trust,
  faces,
  gateway,
  delivery,
  hours,
  accessibility,
  backup,
  use,
};

/** All of them, in the order in which they are asked: what others rest on comes first. */
export const allSteps: readonly SetUpStep[] = stepIds.map((id) => steps[id]);

export function isStepId(text: string): text is StepId {
  return Object.hasOwn(steps, text);
}

export function stepCalled(id: StepId): SetUpStep {
  return steps[id];
}

/** The step whose answer stands at this key of the configuration; undefined where none does. */
export function stepOwning(key: string): SetUpStep | undefined {
  return allSteps.find(({ owns }) =>
    owns.some((path) => key === path || key.startsWith(`${path}.`) || path.startsWith(`${key}.`)),
  );
}
