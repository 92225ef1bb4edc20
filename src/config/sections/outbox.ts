import { z } from 'zod';
import type { SinkSection } from '../../outbox/sinks/sinkNames.ts';
import { addressOrNone, natsServer } from '../addresses.ts';
import { key, section, tlsFiles } from '../key.ts';

const enabled = (what: string) => key(z.boolean(), false, `Whether receptions go to ${what}.`, 'Several may be on.');
const file = (description: string, reason: string) => key(z.string(), '', description, reason);

const webhook = section(
  {
    enabled: enabled('a web address'),
    url: key(
      addressOrNone,
      '',
      'Where receptions are posted (docs/api/clinic-webhook.yaml).',
      'With the simulator they always go to its own clinic. In production https, unless it is on this machine.',
    ),
    secretFile: file(
      'File with the secret that signs deliveries, relative to this file.',
      'The receiver knows by it that a delivery is ours.',
    ),
    ...tlsFiles('the receiver'),
  },
  'A signed request to a program of the clinic.',
);

const oqsFace = section(
  {
    enabled: enabled('the folder that clinic systems watch'),
    folder: file(
      'The folder that holds `face`, relative to this file; usually a mounted share.',
      '`face` itself is never made: where it is missing the share is not mounted.',
    ),
    encoding: key(
      z.enum(['utf-8', 'shift_jis']),
      'utf-8',
      'Encoding of the file.',
      'Shift_JIS only where the clinic’s system reads nothing else: names lose characters in it.',
    ),
  },
  'The XML file of a face-auth reader’s terminal.',
);

const fhir = section(
  {
    enabled: enabled('a FHIR server'),
    baseUrl: key(
      addressOrNone,
      '',
      'Base address of the server.',
      'Transactions are posted there. In production https, unless it is on this machine.',
    ),
    tokenFile: file(
      'File with the bearer token, relative to this file; empty where the server wants none.',
      'Kept out of this file so that the configuration may be shown to anybody.',
    ),
    ...tlsFiles('the server'),
  },
  'JP Core transaction bundles.',
);

const stream = section(
  {
    enabled: enabled('a NATS JetStream cluster'),
    servers: key(
      z.array(natsServer),
      [],
      'Servers of the cluster, `tls://host:4222` each.',
      'Name all of them: the kiosk goes to another when one is lost. `nats://` talks in clear: on this machine only.',
    ),
    stream: key(z.string().regex(/^[\w-]{1,64}$/), 'ARRIVALS', 'Name of the stream.', 'As the hospital made it.'),
    subject: key(
      z.string().regex(/^[\w-]+(\.[\w-]+)*$/),
      'arrivals',
      'What the subjects of the stream begin with.',
      'As the hospital made it.',
    ),
    credentialsFile: file(
      'The kiosk’s `.creds` file, relative to this file; empty where the servers let anybody in.',
      'One for each kiosk: a stolen one is shut out alone.',
    ),
    ...tlsFiles('the servers'),
  },
  'For hospitals with many kiosks (docs/stream.md).',
);

/** A section for every sink; its file or address is empty until somebody enables it. */
const sinks = { webhook, oqsFace, fhir, stream } satisfies Record<SinkSection, z.ZodType>;

/** The section `outbox`: the offline queue, and where it delivers to. */
export const outbox = section(
  {
    sinks: section(sinks, 'Where receptions are delivered. Each is told of everyone.'),
    minFreeMiB: key(
      z.int().min(16).max(65_536),
      64,
      'Below this much free room, MiB, no visit is begun (U-505).',
      'Room for those under way, for the log, and for days without the clinic’s system.',
    ),
    longestPauseSeconds: key(
      z.int().min(1).max(3600),
      30,
      'Longest pause between two tries while the receiver is away.',
      'Shorter delivers sooner after an outage.',
    ),
    refusalsBeforeParking: key(
      z.int().min(1).max(1_000),
      20,
      'How often the receiver may refuse one reception before it is parked for staff.',
      'Parked is not lost: `queue retry` sends it again.',
    ),
    retentionHours: key(
      z.int().min(0).max(720),
      24,
      'How long a delivered reception’s sealed content is kept.',
      'Least data, shortest time.',
    ),
    unreconciledDays: key(
      z.int().min(1).max(90),
      14,
      'How long a provisional reception’s sealed content is kept for completing it, after delivery.',
      'After that it is wiped and staff are told: the check has to be made by hand.',
    ),
    historyDays: key(
      z.int().min(1).max(3_650),
      400,
      'How long it is remembered what became of a reception; nothing about the patient.',
      'Somebody may ask about last year.',
    ),
  },
  'The offline queue.',
);
