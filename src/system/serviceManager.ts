import { chmodSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a service manager hands to a service it starts. */
export interface ServicePlace {
  /** NOTIFY_SOCKET: where it listens; undefined where nobody does. */
  readonly notifySocket: string | undefined;
  /** WATCHDOG_USEC: within which it wants to hear of us, microseconds; undefined where it does not. */
  readonly watchdogMicroseconds: number | undefined;
  /** The first of RUNTIME_DIRECTORY: a folder of ours that lasts as long as we do. */
  readonly runtimeFolder: string | undefined;
}

/** The service manager above this process (systemd): it is told how the kiosk does, and restarts it when it hears nothing. */
export interface ServiceManager {
  /**
   * Everything serves. From now on it hears of us for as long as the main thread turns, with what `status` says then:
   * names and numbers only.
   */
  ready(screenUrl: string, status: () => string): void;
  stopping(): void;
}

/** Part of the time it waits after which it hears of us again. */
const often = 3;

/** How often the status is told where there is no watchdog, milliseconds. */
const usualMs = 10_000;

/** Nobody is above a process that a person started: then nothing is told. */
export async function serviceManager(place: ServicePlace): Promise<ServiceManager> {
  const tell = place.notifySocket === undefined ? () => undefined : await notifier();
  let timer: NodeJS.Timeout | undefined;
  return {
    ready(screenUrl, status) {
      if (place.runtimeFolder !== undefined) leaveAddress(place.runtimeFolder, screenUrl);
      tell(`READY=1\nSTATUS=${status()}`);
      const { watchdogMicroseconds } = place;
      const everyMs = watchdogMicroseconds === undefined ? usualMs : watchdogMicroseconds / 1_000 / often;
      clearInterval(timer);
      timer = setInterval(() => tell(`WATCHDOG=1\nSTATUS=${status()}`), everyMs).unref();
    },
    stopping() {
      clearInterval(timer);
      tell('STOPPING=1');
    },
  };
}

/** `sd_notify` of systemd's own library: a datagram to the socket that the environment names. */
async function notifier(): Promise<(state: string) => void> {
  const { default: koffi } = await import('koffi');
  const notify = koffi.load('libsystemd.so.0').func('int sd_notify(int unset, const char *state)');
  return (state) => void notify(0, state);
}

/**
 * The patient screen's address has another token at every start: whoever shows it, another user, finds it in a file of
 * the service's own folder, closed to everybody else.
 */
function leaveAddress(folder: string, screenUrl: string): void {
  const file = join(folder, 'screen-url');
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${file}.new`, screenUrl, { mode: 0o640 });
  chmodSync(`${file}.new`, 0o640);
  renameSync(`${file}.new`, file);
}
