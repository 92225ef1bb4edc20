import { join } from 'node:path';
import type { MadeUpdate } from './updates/updateMaker.ts';

/** What all groups begin with, made once: a kiosk that is set up. It has a process of its own, as a group has. */
export const setUpName = 'set-up';

/** Where everything of one proof lies: what the groups share, and a folder for each of them. */
export class ProofPlace {
  /** Report and pictures of all groups lie in or under it. */
  readonly out: string;

  constructor(out: string) {
    this.out = out;
  }

  /** The kiosk that was set up; every group has a copy of its own. */
  get setUp(): string {
    return join(this.out, setUpName, 'kiosk');
  }

  /** The visits as they were rehearsed. */
  get rehearsals(): string {
    return join(this.out, 'rehearsals');
  }

  get updates(): string {
    return join(this.out, 'updates');
  }

  /** One of the updates that a kiosk must refuse, or leave again. */
  update(name: MadeUpdate): string {
    return join(this.updates, `${name}.raucb`);
  }

  /** A group's own: its machines, its report, its pictures. */
  group(name: string): string {
    return join(this.out, name);
  }
}
