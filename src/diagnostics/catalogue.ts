import type { Check } from './check.ts';
import { answers } from './checks/answers.ts';
import { audit } from './checks/audit.ts';
import { backups } from './checks/backups.ts';
import { camera, cardCamera } from './checks/camera.ts';
import { certificates } from './checks/certificates.ts';
import { clock } from './checks/clock.ts';
import { configuration } from './checks/configuration.ts';
import { dataFolder } from './checks/dataFolder.ts';
import { deliveries } from './checks/deliveries.ts';
import { disk } from './checks/disk.ts';
import { face } from './checks/face.ts';
import { gateway } from './checks/gateway.ts';
import { memory } from './checks/memory.ts';
import { namedFiles } from './checks/namedFiles.ts';
import { network } from './checks/network.ts';
import { pcsc } from './checks/pcsc.ts';
import { program } from './checks/program.ts';
import { programs } from './checks/programs.ts';
import { protection } from './checks/protection.ts';
import { queue } from './checks/queue.ts';
import { reader } from './checks/reader.ts';
import { receivers } from './checks/receivers.ts';
import { responsiveness } from './checks/responsiveness.ts';
import { screen } from './checks/screen.ts';
import { service } from './checks/service.ts';
import { shares } from './checks/shares.ts';
import { sound } from './checks/sound.ts';
import { statistics } from './checks/statistics.ts';
import { storageWear } from './checks/storageWear.ts';
import { temperature } from './checks/temperature.ts';
import { trends } from './checks/trends.ts';
import { visits } from './checks/visits.ts';

/** Every check there is, in the order in which a technician would look: what others rest on comes first. */
export const allChecks: readonly Check[] = [
  program,
  programs,
  configuration,
  namedFiles,
  certificates,
  dataFolder,
  disk,
  storageWear,
  memory,
  temperature,
  protection,
  service,
  responsiveness,
  clock,
  pcsc,
  reader,
  visits,
  camera,
  cardCamera,
  face,
  network,
  gateway,
  answers,
  receivers,
  shares,
  deliveries,
  queue,
  audit,
  statistics,
  backups,
  trends,
  screen,
  sound,
];
