import { z } from 'zod';
import { accessibility } from './sections/accessibility.ts';
import { alerts } from './sections/alerts.ts';
import { backup } from './sections/backup.ts';
import { card } from './sections/card.ts';
import { clinic } from './sections/clinic.ts';
import { desk, kiosk, screen, simulator } from './sections/device.ts';
import { camera, face } from './sections/face.ts';
import { outbox } from './sections/outbox.ts';
import { consent, eligibility, prescription, subsidies } from './sections/sharing.ts';
import { speech } from './sections/speech.ts';
import { support } from './sections/support.ts';
import { updates } from './sections/updates.ts';
import { visit } from './sections/visit.ts';

/** The whole configuration. Every key has a default; an empty object is a valid trial configuration. */
export const configSchema = z
  .strictObject({
    $schema: z.string().optional().meta({ description: 'Where editors find this schema.' }),
    clinic,
    kiosk,
    alerts,
    screen,
    accessibility,
    desk,
    speech,
    simulator,
    visit,
    card,
    camera,
    face,
    consent,
    prescription,
    subsidies,
    eligibility,
    outbox,
    backup,
    support,
    updates,
  })
  .meta({ title: 'Uketsuke kiosk configuration' });

export type KioskConfig = z.output<typeof configSchema>;
