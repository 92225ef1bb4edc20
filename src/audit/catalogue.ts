import type { z } from 'zod';
import type { EventEntry } from './event.ts';
import { accountEvents } from './events/accounts.ts';
import { deskEvents } from './events/desk.ts';
import { programEvents } from './events/program.ts';
import { receptionEvents } from './events/reception.ts';
import { sessionEvents } from './events/session.ts';
import { technicianEvents } from './events/technician.ts';
import { trailEvents } from './events/trail.ts';
import { upkeepEvents } from './events/upkeep.ts';
import { visitEvents } from './events/visit.ts';

/** Every event of the trail. Types, checks and docs/reference/audit-events.md are made from this. Names are never used again. */
export const auditCatalogue = {
  ...visitEvents,
  ...receptionEvents,
  ...sessionEvents,
  ...deskEvents,
  ...technicianEvents,
  ...accountEvents,
  ...upkeepEvents,
  ...programEvents,
  ...trailEvents,
} as const satisfies Readonly<Record<string, EventEntry>>;

type Catalogue = typeof auditCatalogue;
export type AuditEventType = keyof Catalogue;

/** Events that only the trail itself writes. */
export type OwnEventType = Extract<AuditEventType, `audit.${string}` | `clock.${string}`>;

/** An event without fields would otherwise be a record that forbids every key, `type` too. */
type FieldsOf<E extends AuditEventType> = string extends keyof z.input<Catalogue[E]['fields']>
  ? unknown
  : z.input<Catalogue[E]['fields']>;

type EventOf<T extends AuditEventType> = { [E in T]: { readonly type: E } & FieldsOf<E> }[T];

/** What the program tells the trail. */
export type AuditEvent = EventOf<Exclude<AuditEventType, OwnEventType>>;

/** What the trail tells itself. */
export type OwnEvent = EventOf<OwnEventType>;

export function isAuditEventType(text: string): text is AuditEventType {
  return Object.hasOwn(auditCatalogue, text);
}
