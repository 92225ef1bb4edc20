import type { KioskConfig } from '../config/schema.ts';
import { type ClinicsOwn, type Treatment, textKeys } from './textKeys.ts';

/** A setting whose value does not go out, and why. */
export interface LeftOut {
  readonly key: string;
  readonly why: ClinicsOwn;
  /** How long what stands there is, so that an empty one is told from a forgotten one. Characters. */
  readonly characters: number;
}

/** The configuration as it goes to others. */
export interface ToldSettings {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly leftOut: readonly LeftOut[];
}

/**
 * Settings without the clinic's own words, people's addresses, and what may let somebody in. Switches, figures, names of
 * devices, places of files and addresses stay: of files that hold a key or a password, their place alone is in the
 * configuration.
 */
export function toldSettings(config: KioskConfig): ToldSettings {
  const leftOut: LeftOut[] = [];
  const told = (value: unknown, path: string): unknown => {
    const treatment: Treatment = isTextKey(path) ? textKeys[path] : 'as-is';
    if (treatment === 'address' || treatment === 'host') return addressesIn(value, treatment);
    if (treatment !== 'as-is') {
      const characters = lengthOf(value);
      if (characters > 0) leftOut.push({ key: path, why: treatment, characters });
      return characters > 0 ? '…' : '';
    }
    if (Array.isArray(value)) return value.map((each) => told(each, path));
    if (typeof value !== 'object' || value === null) return value;
    const prefix = path === '' ? '' : `${path}.`;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, told(each, `${prefix}${name}`)]));
  };
  const { $schema: _, ...sections } = config;
  return {
    settings: Object.fromEntries(Object.entries(sections).map(([name, value]) => [name, told(value, name)])),
    leftOut,
  };
}

function isTextKey(path: string): path is keyof typeof textKeys {
  return Object.hasOwn(textKeys, path);
}

/** Addresses without name, password and question, and a `host` without its path too: those may let somebody in. */
function addressesIn(value: unknown, treatment: 'address' | 'host'): unknown {
  if (Array.isArray(value)) return value.map((each) => addressesIn(each, treatment));
  const text = String(value);
  if (!URL.canParse(text)) return text === '' ? '' : '…';
  const { protocol, host, pathname, search } = new URL(text);
  const path = pathname === '/' ? '' : pathname;
  if (treatment === 'address') return `${protocol}//${host}${path}${search === '' ? '' : '?…'}`;
  return `${protocol}//${host}${path === '' && search === '' ? '' : '/…'}`;
}

function lengthOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, each) => sum + lengthOf(each), 0);
}
