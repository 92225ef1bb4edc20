import { second } from '../kernel/durations.ts';

/** How many lines that say the same are written, and in how long, before the rest of them is counted. */
export const sameLineBounds = { most: 20, windowMs: 10 * second } as const;

/** More kinds of lines than the program has. Past this the one that was quiet longest is summed up early. */
const mostKinds = 500;

/** When it was written says nothing about what was. */
const time = /"time":"[^"]*",?/;

interface Said {
  times: number;
  readonly timer: NodeJS.Timeout;
}

/**
 * Lets the first lines that say the same through and counts the others: whoever repeats one event without end adds a
 * line in ten seconds. What was counted is said in a line like them, with `more` in it.
 */
export class SameLines {
  private readonly write: (line: string) => void;
  private readonly said = new Map<string, Said>();

  constructor(write: (line: string) => void) {
    this.write = write;
  }

  /** Takes one line of JSON, with its end. */
  take(line: string): void {
    const kind = line.replace(time, '');
    const said = this.said.get(kind) ?? this.begin(kind);
    said.times += 1;
    if (said.times <= sameLineBounds.most) this.write(line);
  }

  /** Says what was counted, and stops. */
  close(): void {
    for (const kind of this.said.keys()) this.sumUp(kind);
  }

  private begin(kind: string): Said {
    const [oldest] = this.said.keys();
    if (this.said.size >= mostKinds && oldest !== undefined) this.sumUp(oldest);
    const timer = setTimeout(() => this.sumUp(kind), sameLineBounds.windowMs).unref();
    const said = { times: 0, timer };
    this.said.set(kind, said);
    return said;
  }

  private sumUp(kind: string): void {
    const said = this.said.get(kind);
    if (!said) return;
    clearTimeout(said.timer);
    this.said.delete(kind);
    const more = said.times - sameLineBounds.most;
    if (more > 0) this.write(summary(kind, more));
  }
}

/** The line as it was, but for its time and its message. */
function summary(kind: string, more: number): string {
  const line: { readonly msg?: string } = JSON.parse(kind);
  const said = `${more} more of the same in ${sameLineBounds.windowMs / second} s: ${line.msg ?? ''}`;
  return `${JSON.stringify({ ...line, time: new Date().toISOString(), more, msg: said })}\n`;
}
