import { connect, type Socket } from 'node:net';

/** What is a fault whatever was waited for: a circle of units, out of which another one is left out at each start. */
const alwaysWrong = /Job \S+ deleted to break ordering cycle[^\n]*/;

/** The serial line of a machine, as text: what came, and waiting for what comes. */
export class SerialConsole {
  private text = '';
  private readonly wakes = new Set<() => void>();
  private readonly socket: Socket;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.setEncoding('latin1');
    socket.on('data', (bytes) => {
      this.text += withoutEscapes(String(bytes));
      this.wake();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => this.wake());
  }

  static connect(path: string): Promise<SerialConsole> {
    const socket = connect({ path });
    return new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.once('connect', () => resolve(new SerialConsole(socket)));
    });
  }

  /** Everything so far. */
  get said(): string {
    return this.text;
  }

  /** How much was said: where a later {@link until} begins to look. */
  get mark(): number {
    return this.text.length;
  }

  /**
   * Waits for words. Rejects at the limit, and when the line ends, with the last lines that came; and at once where the
   * machine said what must never be said.
   *
   * @param since a {@link mark}; from the beginning when absent
   */
  async until(words: RegExp, limitMs: number, since = 0): Promise<RegExpExecArray> {
    const end = performance.now() + limitMs;
    for (;;) {
      const wrong = alwaysWrong.exec(this.text);
      if (wrong) throw new Error(wrong[0]);
      const found = words.exec(this.text.slice(since));
      if (found) return found;
      const left = end - performance.now();
      if (left <= 0 || this.socket.destroyed) throw new Error(`${words} was not said; last: ${this.lastLines()}`);
      await this.more(left);
    }
  }

  lastLines(count = 6): string {
    return this.text.trimEnd().split('\n').slice(-count).join('\n');
  }

  close(): void {
    this.socket.destroy();
  }

  private more(limitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.wakes.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, limitMs);
      this.wakes.add(wake);
    });
  }

  private wake(): void {
    for (const wake of [...this.wakes]) wake();
  }
}

/** Colours and cursor movements of a terminal say nothing here. */
function withoutEscapes(text: string): string {
  return text.replace(new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[a-zA-Z]`, 'g'), '').replaceAll('\r', '');
}
