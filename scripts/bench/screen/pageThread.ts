import type { CDPSession, Page } from 'playwright-core';

/** What the page's own thread has worked, milliseconds of its processor time: grows little when others use the machine. */
export interface OwnTime {
  readonly all: number;
  readonly script: number;
  /** Style and layout. */
  readonly layout: number;
}

/** The page's own thread, asked from outside how long it has worked. */
export class PageThread {
  private readonly session: CDPSession;

  private constructor(session: CDPSession) {
    this.session = session;
  }

  static async of(page: Page): Promise<PageThread> {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new PageThread(session);
  }

  async used(): Promise<OwnTime> {
    const { metrics } = await this.session.send('Performance.getMetrics');
    const ms = (name: string): number => 1_000 * (metrics.find((each) => each.name === name)?.value ?? 0);
    return {
      all: ms('TaskDuration'),
      script: ms('ScriptDuration'),
      layout: ms('LayoutDuration') + ms('RecalcStyleDuration'),
    };
  }

  async usedSince({ all, script, layout }: OwnTime): Promise<OwnTime> {
    const now = await this.used();
    return { all: now.all - all, script: now.script - script, layout: now.layout - layout };
  }
}
