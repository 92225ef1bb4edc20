/** The part of nfc-pcsc 0.8 that this program uses; the package ships no types of its own. */
declare module 'nfc-pcsc' {
  import type { EventEmitter } from 'node:events';

  /** The reader of @pokusew/pcsclite that nfc-pcsc wraps. */
  export interface PcscliteReader extends EventEmitter {
    readonly SCARD_STATE_PRESENT: number;
    readonly SCARD_UNPOWER_CARD: number;
    disconnect(disposition: number, done: (error?: Error | null) => void): void;
  }

  /** What its `status` event tells. */
  export interface PcscliteStatus {
    readonly state: number;
    readonly atr?: Buffer;
  }

  export interface Card {
    readonly atr?: Buffer;
  }

  export class Reader extends EventEmitter {
    readonly name: string;
    readonly reader: PcscliteReader;
    connection: object | null;
    autoProcessing: boolean;
    connect(): Promise<object>;
    transmit(data: Buffer, responseMaxLength: number): Promise<Buffer>;
    close(): void;
  }

  export class NFC extends EventEmitter {
    close(): void;
  }
}
