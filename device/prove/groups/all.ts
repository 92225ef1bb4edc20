import type { Group } from './group.ts';
import { installer } from './installer.ts';
import { anotherRoot, neverWell, refusals } from './refusals.ts';
import { sharedFolder } from './sharedFolder.ts';
import { cutInARow, firstStartCut } from './startCuts.ts';
import { swap } from './swap.ts';
import { changedKernel, elsewhere } from './tampering.ts';
import { through } from './through.ts';
import { bootCut, rootCut } from './updateCuts.ts';

/** What is proven of a device. */
export const groups: readonly Group[] = [
  through,
  refusals,
  rootCut,
  bootCut,
  cutInARow,
  firstStartCut,
  sharedFolder,
  swap,
  changedKernel,
  elsewhere,
  anotherRoot,
  neverWell,
  installer,
];
