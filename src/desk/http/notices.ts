/** A sentence for the next page somebody opens. */
export interface Notice {
  readonly said: string;
  readonly good: boolean;
}

/** What was said to each session and not read yet. In memory only: a sentence may name a person. */
export class Notices {
  private readonly notices = new Map<string, Notice>();

  leave(session: string, notice: Notice): void {
    this.notices.set(session, notice);
    const [oldest] = this.notices.keys();
    if (this.notices.size > 100 && oldest !== undefined) this.notices.delete(oldest);
  }

  take(session: string): Notice | null {
    const notice = this.notices.get(session) ?? null;
    this.notices.delete(session);
    return notice;
  }
}
