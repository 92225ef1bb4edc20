import { InvalidArgumentError } from 'commander';
import { checkConfig, describeFaults } from '../../config/load.ts';
import type { KioskConfig } from '../../config/schema.ts';
import type { Override } from './options.ts';

/** What a kiosk begins with that nobody has set up: every default. */
export function freshConfig(overrides: readonly Override[]): KioskConfig {
  const made = checkConfig('{}', overrides);
  if (!made.ok) throw new InvalidArgumentError(describeFaults('--set', made.faults));
  return made.config;
}
