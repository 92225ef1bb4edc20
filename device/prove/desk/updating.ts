import { setTimeout as sleep } from 'node:timers/promises';
import type { UpdateStanding } from '../../../src/update/updates.ts';
import { type Administrator, signsIn, taken } from './administrator.ts';
import type { DeskBrowser } from './deskBrowser.ts';

/** What the desk says of updates. */
interface UpdateSeen {
  readonly standing: UpdateStanding;
  readonly onSticks: readonly string[];
  readonly says: string;
}

const lookEveryMs = 700;

/** An update begun by an administrator at the desk, and followed there. */
export class UpdateAtDesk {
  private readonly port: number;
  private readonly who: Administrator;
  private desk: DeskBrowser | undefined;

  constructor(port: number, who: Administrator) {
    this.port = port;
    this.who = who;
  }

  /** Waits for the stick's file to be seen, and begins with it. */
  async beginFromStick(name: string, limitMs: number, { allowOlder = false } = {}): Promise<void> {
    const end = performance.now() + limitMs;
    for (;;) {
      const { onSticks } = await this.seen();
      const from = onSticks.find((path) => path.endsWith(`/${name}`));
      if (from !== undefined) return this.begin({ from, allowOlder });
      if (performance.now() > end) throw new Error(`${name} on the stick is not seen at the desk: ${onSticks}`);
      await sleep(lookEveryMs);
    }
  }

  /** Waits until it is in, or is not. @param watch is shown every step, and ends the waiting by saying true */
  async ends(limitMs: number, watch: (standing: UpdateStanding) => boolean = () => false): Promise<UpdateStanding> {
    const end = performance.now() + limitMs;
    for (;;) {
      const { standing } = await this.seen();
      if (watch(standing) || standing.kind === 'installed' || standing.kind === 'failed') return standing;
      if (performance.now() > end) throw new Error(`the update does not end: ${JSON.stringify(standing)}`);
      await sleep(lookEveryMs);
    }
  }

  close(): void {
    this.desk?.close();
    this.desk = undefined;
  }

  private async begin(wish: object): Promise<void> {
    this.desk ??= await signsIn(this.port, this.who);
    taken('update', await this.desk.post('/api/update/install', wish));
  }

  /** Whoever was away for too long signs in again. */
  private async seen(): Promise<UpdateSeen> {
    for (let tries = 1; ; tries += 1) {
      this.desk ??= await signsIn(this.port, this.who);
      const answer = await this.desk.get('/api/update');
      if (answer.status === 200) return answer.body as unknown as UpdateSeen;
      if (tries === 3) throw new Error(`the desk says ${answer.status} of updates`);
      this.close();
    }
  }
}

/** How an update ended, in a word: the version that is in, or the number of why not. */
export function endOf(standing: UpdateStanding): string {
  if (standing.kind === 'installed') return standing.version;
  return standing.kind === 'failed' ? standing.problem.code : standing.kind;
}
