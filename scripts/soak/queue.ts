import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Statement } from 'better-sqlite3';
import { Sqlite } from '../../src/storage/sqlite.ts';

const lookEveryMs = 15;

/** The kiosk's queue, looked at from outside while it works. */
export class Queue {
  private readonly database: Database;
  private readonly busy: Statement<[], number>;
  private readonly owed: Statement<[], number>;

  constructor(dataFolder: string) {
    this.database = new Sqlite(join(dataFolder, 'outbox', 'outbox.sqlite'), { readonly: true });
    const count = (which: string) =>
      this.database.prepare<[], number>(`SELECT count(*) FROM delivery WHERE ${which}`).pluck();
    this.busy = count(`state = 'claimed' OR (state = 'waiting' AND attempts = 0)`);
    this.owed = count(`state IN ('claimed', 'waiting')`);
  }

  /**
   * Waits until nothing is on its way: an hour that passes in the middle of a request makes it one that is an hour old.
   * What waits for a receiver that is down does not count.
   */
  atRest(withinMs: number): Promise<boolean> {
    return none(this.busy, withinMs);
  }

  /** Waits until everything is delivered; whether it was, in time. */
  allDelivered(withinMs: number): Promise<boolean> {
    return none(this.owed, withinMs);
  }

  close(): void {
    this.database.close();
  }
}

async function none(count: Statement<[], number>, withinMs: number): Promise<boolean> {
  for (const until = performance.now() + withinMs; performance.now() < until; await sleep(lookEveryMs)) {
    if (count.get() === 0) return true;
  }
  return false;
}
