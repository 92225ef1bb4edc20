import type { Actor } from 'xstate';
import type { KioskConfig } from '../config/schema.ts';
import type { DeskUpdates } from '../desk/ports.ts';
import { failed, ok, type Problem, type Result } from '../problem/result.ts';
import { arrivedUpdate, arrivingUpdate } from '../update/arrivingUpdate.ts';
import { imageVersion, permitOlder } from '../update/places.ts';
import { createRauc } from '../update/rauc.ts';
import { type StickMount, stickMounts } from '../update/sticks.ts';
import { StickWatch } from '../update/stickWatch.ts';
import type { Updater } from '../update/updater.ts';
import { Updates } from '../update/updates.ts';
import type { KioskMachine } from '../visit/machine.ts';

/** What of the machine updates rely on. */
export interface MachineUpdates {
  readonly updater: Updater;
  readonly permitOlder: () => Result<() => void>;
  /** The version of the image that runs; undefined where it is none. */
  readonly running: string | undefined;
  readonly mounts: readonly StickMount[];
}

/** The machine that this program runs on. */
export function thisMachine(): MachineUpdates {
  return { updater: createRauc(), permitOlder, running: imageVersion(), mounts: stickMounts };
}

export interface UpdatesPlace {
  readonly config: Pick<KioskConfig, 'updates'>;
  readonly dataFolder: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Why nothing in the data folder may be touched, where that is so. */
  readonly hurt: Problem | undefined;
}

/** The updates of this kiosk, for staff: from the browser, from an address, from a stick that is seen by itself. */
export function openUpdates(
  { config, dataFolder, now, hurt }: UpdatesPlace,
  actor: Actor<KioskMachine>,
  { updater, permitOlder: permit, running, mounts }: MachineUpdates,
): DeskUpdates & { close(): void } {
  const updates = new Updates({
    ...{ updater, running, now },
    permitOlder: permit,
    hours: config.updates.hours,
    hold: (signal) => outOfService(actor, signal),
  });
  const arriving = arrivingUpdate(dataFolder);
  // Of an update that was cut short nothing is left lying.
  if (!hurt) arriving.forget();
  const sticks = updates.isOurs ? new StickWatch(mounts) : undefined;
  return {
    isOurs: updates.isOurs,
    standing: () => updates.standing,
    onSticks: () => sticks?.found ?? [],
    onChange(listener) {
      const stops = [updates.onChange(listener), sticks?.onChange(listener)];
      return () => {
        for (const stop of stops) stop?.();
      };
    },
    keep: (piece) => arriving.take(piece),
    begin({ from, allowOlder }) {
      if (from !== 'arrived') return updates.begin({ source: from, allowOlder });
      return updates.begin({ source: arrivedUpdate(dataFolder), allowOlder, done: () => arriving.forget() });
    },
    callOff: () => updates.callOff(),
    close() {
      sticks?.close();
      updates.close();
    },
  };
}

/**
 * Lets nobody begin from here on, and waits until whoever is being served is served. Returns the way back into service.
 * Errors: U-729 called off meanwhile.
 */
function outOfService(actor: Actor<KioskMachine>, signal: AbortSignal): Promise<Result<() => void>> {
  const release = (): void => actor.send({ type: 'update.over' });
  return new Promise((resolve) => {
    const isOut = () => actor.getSnapshot().matches({ service: 'outOfService' });
    const settle = (outcome: Result<() => void>): void => {
      watching.unsubscribe();
      signal.removeEventListener('abort', calledOff);
      resolve(outcome);
    };
    const calledOff = (): void => {
      release();
      settle(failed('U-729'));
    };
    const watching = actor.subscribe(() => {
      if (isOut()) settle(ok(release));
    });
    signal.addEventListener('abort', calledOff, { once: true });
    actor.send({ type: 'update.begun', problem: { code: 'U-731' } });
  });
}
