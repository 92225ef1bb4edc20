import { cutInARow, firstStartCut, updateCut } from './cuts.ts';
import type { Group } from './group.ts';
import { installer } from './installer.ts';
import { anotherRoot, neverWell, refusals } from './refusals.ts';
import { sharedFolder } from './sharedFolder.ts';
import { swap } from './swap.ts';
import { changedKernel, elsewhere } from './tampering.ts';
import { through } from './through.ts';

/** What is proven of a device, in the order in which it is tried. */
export const groups: readonly Group[] = [
  through,
  refusals,
  updateCut,
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
