import { connect, type Socket } from 'node:net';
import { WebSocket } from 'ws';

/** A connection to the port of `url`, from this address of the machine's own. */
export function dial(url: string, localAddress = '127.0.0.1'): Socket {
  return connect({ host: '127.0.0.1', port: Number(new URL(url).port), localAddress });
}

/** A line to the patient screen as a program of one's own opens it. */
export class OwnLine {
  readonly socket: WebSocket;
  readonly messages: string[] = [];
  /** The code it was closed with. */
  readonly closed: Promise<number>;

  /** @param url the screen's, with whatever opens it */
  constructor(url: string) {
    const address = new URL(url);
    address.protocol = 'ws:';
    address.pathname = '/live';
    this.socket = new WebSocket(address);
    this.socket.on('message', (data, isBinary) => this.messages.push(isBinary ? 'a picture' : data.toString()));
    this.socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => this.socket.once('close', resolve));
  }

  opened(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.socket.once('open', resolve);
      this.socket.once('error', reject);
    });
  }

  press(action: string): void {
    if (this.socket.readyState === this.socket.OPEN) this.socket.send(JSON.stringify({ action }));
  }
}
