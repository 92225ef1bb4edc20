import type { Attack } from '../verdict.ts';
import { dataFolderAttacks } from './dataFolder.ts';
import { deskAttacks } from './desk.ts';
import { floodAttacks } from './floods.ts';
import { screenAttacks } from './screen.ts';
import { strangersPages } from './strangersPages.ts';
import { tlsAttacks } from './tls.ts';

/** In the order they are tried: what leaves a kiosk slow for a while comes last. */
export const attacks: readonly Attack[] = [
  ...screenAttacks,
  strangersPages,
  ...deskAttacks,
  ...tlsAttacks,
  ...dataFolderAttacks,
  ...floodAttacks,
];
