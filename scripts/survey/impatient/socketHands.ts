import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { type Command, serverMessageSchema, type View } from '../../../src/screen/view.ts';
import type { Hands } from './hands.ts';

const againMs = 100;
const catchUpMs = 2_000;

/** Hands at the screen's own line, past any page: whatever can come over it comes. A line that is closed is opened again. */
export class SocketHands implements Hands {
  readonly faults: string[] = [];
  private readonly address: string;
  private socket: WebSocket | undefined;
  private seen: View | undefined;
  private isDone = false;

  private constructor(url: string) {
    const address = new URL(url);
    address.protocol = 'ws:';
    address.pathname = '/live';
    this.address = address.href;
  }

  static async at(url: string): Promise<SocketHands> {
    const hands = new SocketHands(url);
    hands.open();
    while (!hands.seen) await sleep(againMs);
    return hands;
  }

  view(): View | undefined {
    return this.seen;
  }

  async touch(...actions: readonly string[]): Promise<void> {
    for (const action of actions) this.say({ action });
  }

  async keyDown(code: string): Promise<void> {
    this.say({ key: code, up: false });
  }

  async keyUp(code: string): Promise<void> {
    this.say({ key: code, up: true });
  }

  async fumble(): Promise<void> {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send('{"action":"consent.all"');
  }

  async leftBehind(): Promise<readonly string[]> {
    for (let waited = 0; waited < catchUpMs && this.seen?.screen !== 'idle'; waited += 10) await sleep(10);
    return this.seen?.screen === 'idle' ? [] : [`the line still shows ${this.seen?.screen}`];
  }

  async close(): Promise<void> {
    this.isDone = true;
    this.socket?.close();
  }

  private open(): void {
    const socket = new WebSocket(this.address);
    this.socket = socket;
    socket.on('message', (data, isBinary) => {
      if (isBinary) {
        if (this.seen?.screen !== 'face') this.faults.push(`a live picture came to ${this.seen?.screen}`);
        return;
      }
      this.seen = serverMessageSchema.parse(JSON.parse(data.toString())).view;
    });
    // What ends the line is told by its close.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (!this.isDone) setTimeout(() => this.open(), againMs);
    });
  }

  private say(command: Command): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(command));
  }
}
