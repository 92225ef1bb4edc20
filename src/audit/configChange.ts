import { createHash } from 'node:crypto';
import { z } from 'zod';
import { configSchema, type KioskConfig } from '../config/schema.ts';
import { redacted } from '../problem/redacted.ts';
import type { Notes } from '../storage/notes.ts';
import type { AuditEvent } from './catalogue.ts';

/** Under this name the configuration of the last start lies among the notes of another database. */
const noteName = 'configuration';

const sectionName = configSchema.keyof();
/** SHA-256 of each section without the secrets in it, by its name. */
const sectionsSchema = z.partialRecord(sectionName, z.string());
type Sections = z.infer<typeof sectionsSchema>;

/** What the configuration of this start is, beside that of the last. */
export interface ConfigChange {
  /** Names the sections that are not as they were, no setting's value; none at the very first start, or if all are. */
  readonly events: readonly AuditEvent[];
  /** Remembers this configuration for the next start: once the events are told. */
  remember(): void;
}

/**
 * Compares the configuration with that of the last start. Notes that cannot be read or written only mean that a change
 * is told later, or once more.
 */
export function configChange(config: KioskConfig, notes: Notes): ConfigChange {
  const now = digestsOf(config);
  const before = sectionsIn(notes);
  const names = sectionName.options;
  const changed = before ? names.filter((name) => before[name] !== now[name]) : [];
  return {
    events: changed.length === 0 ? [] : [{ type: 'config.changed', digest: sha256(now), sections: changed }],
    remember: () => {
      if (!before || changed.length > 0) notes.write(noteName, JSON.stringify(now));
    },
  };
}

function digestsOf(config: KioskConfig): Sections {
  return Object.fromEntries(Object.entries(config).map(([name, section]) => [name, sha256(section)]));
}

/** Undefined at the first start, and where the note is none of ours. */
function sectionsIn(notes: Notes): Sections | undefined {
  const all = notes.all();
  const text = all.ok ? all.value.get(noteName) : undefined;
  try {
    return text === undefined ? undefined : sectionsSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Secrets first: nobody can try out which one a digest belongs to. */
function sha256(value: unknown): string {
  return createHash('sha256')
    .update(redacted(JSON.stringify(value)))
    .digest('hex');
}
