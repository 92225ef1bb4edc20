import { Gauge, type Registry } from 'prom-client';
import { second } from '../kernel/durations.ts';

export interface ServiceSeen {
  readonly isInService: () => boolean;
  /** How long ago the patient's browser last painted a frame, milliseconds; undefined before the first. */
  readonly sincePaintedMs: () => number | undefined;
}

/** What every start has to tell, also one in which the kiosk is only being set up. */
export function figuresOfService(registry: Registry, { isInService, sincePaintedMs }: ServiceSeen): void {
  gaugeIn(registry, 'uketsuke_in_service', '1 while the kiosk serves patients.', () => Number(isInService()));
  gaugeIn(
    registry,
    'uketsuke_screen_painted_seconds',
    "How long ago the patient's browser last painted a frame; NaN before the first.",
    () => (sincePaintedMs() ?? Number.NaN) / second,
  );
}

/** A figure that is looked at when it is asked for. */
export function gaugeIn(registry: Registry, name: string, help: string, value: () => number): void {
  const measured: Gauge = new Gauge({ name, help, registers: [registry], collect: () => measured.set(value()) });
}
