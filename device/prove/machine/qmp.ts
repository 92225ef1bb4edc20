import { connect, type Socket } from 'node:net';

/** What QEMU answers: a value, or why not. */
type Answer = { readonly return: unknown } | { readonly error: { readonly class: string; readonly desc: string } };

/** Something QEMU tells by itself: `SHUTDOWN`, `RESET`, `WATCHDOG`, … */
export interface MachineEvent {
  readonly event: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** QEMU's machine protocol: JSON, a line each, over a socket. Questions are answered in the order they were asked. */
export class Qmp {
  private readonly socket: Socket;
  private readonly waiting: Waiting[] = [];
  private readonly watchers = new Set<(event: MachineEvent) => void>();
  private pending = '';

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.setEncoding('utf8');
    socket.on('data', (text) => this.take(String(text)));
    socket.on('error', () => undefined);
    socket.on('close', () => this.end());
  }

  /** Connects and agrees on the protocol. @param path the socket of `-qmp` */
  static async connect(path: string): Promise<Qmp> {
    const socket = connect({ path });
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.once('connect', resolve);
    });
    const qmp = new Qmp(socket);
    await qmp.ask('qmp_capabilities');
    return qmp;
  }

  /** Asks and waits for the answer. Rejects with QEMU's own words where it refuses, and where the machine goes away. */
  ask(execute: string, args?: Readonly<Record<string, unknown>>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.socket.destroyed) {
        reject(new Error(`${execute}: the machine is gone`));
        return;
      }
      this.waiting.push({ resolve, reject });
      this.socket.write(`${JSON.stringify({ execute, ...(args && { arguments: args }) })}\n`);
    });
  }

  /** @returns what stops the watching */
  onEvent(watch: (event: MachineEvent) => void): () => void {
    this.watchers.add(watch);
    return () => this.watchers.delete(watch);
  }

  close(): void {
    this.socket.destroy();
  }

  private take(text: string): void {
    const lines = (this.pending + text).split('\n');
    this.pending = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') this.hear(JSON.parse(line) as Answer | MachineEvent);
  }

  private hear(message: Answer | MachineEvent): void {
    if ('event' in message) {
      for (const watch of this.watchers) watch(message);
    } else if ('return' in message) {
      this.waiting.shift()?.resolve(message.return);
    } else if ('error' in message) {
      this.waiting.shift()?.reject(new Error(`${message.error.class}: ${message.error.desc}`));
    }
    // What is left is the greeting.
  }

  private end(): void {
    for (const { reject } of this.waiting.splice(0)) reject(new Error('the machine is gone'));
  }
}
