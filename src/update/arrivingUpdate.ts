import { join } from 'node:path';
import { ArrivingFile } from '../storage/arrivingFile.ts';

/** Twice what an image takes today, bytes. */
const most = 4 * 1024 ** 3;
/** What the disk keeps free beside it, for receptions that come meanwhile, bytes. */
const leftFree = 512 * 1024 ** 2;

/** Where an update lies that came through a browser, until it is installed: its signature is verified there. */
export function arrivedUpdate(dataFolder: string): string {
  return join(dataFolder, 'update', 'arrived.raucb');
}

/** An update that comes through a browser. U-728 where it cannot. */
export function arrivingUpdate(dataFolder: string): ArrivingFile {
  const room = (bytes: number): number => bytes + leftFree;
  return new ArrivingFile({ file: arrivedUpdate(dataFolder), refusal: 'U-728', most, room });
}
