import type { Problem } from '../problem/result.ts';

/**
 * Why the face cannot be compared with the photo of this card. `no-photo`: the chip says that it holds none (the card
 * of a small child). `unreadable`: it could not be opened, read or decoded, or no face was found in it. `unsuited`: the
 * token has no 券面 application, or nobody known vouches for what is in it. `unavailable`: the card is as good as any;
 * camera or face engine do not work now.
 */
export type PhotoLack = 'no-photo' | 'unreadable' | 'unsuited' | 'unavailable';

/**
 * How far the photo of the card is: `pending` while the front is being read, `read` and on its way through the face
 * networks (or wanted by nobody any more), `ready` to be compared with, waiting for the patient to type 照合番号B, or
 * not to be had.
 */
export type PhotoStanding = 'pending' | 'read' | 'ready' | 'number-needed' | PhotoLack;

/** Whether the photo may yet become ready without anybody doing anything. */
export function isUnderWay(photo: PhotoStanding): boolean {
  return photo === 'pending' || photo === 'read';
}

/** What a refused enrolment says: something about this photo, or about the engine. */
export function lackBehind({ code }: Problem): PhotoLack {
  return code === 'U-212' ? 'unreadable' : 'unavailable';
}
