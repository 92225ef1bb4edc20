import type { Reader } from 'nfc-pcsc';
import { roomForAnswer } from '../apdu.ts';
import type { CardContact } from './queuedChannel.ts';

/** The line to the card that nfc-pcsc is connected to on `reader`. */
export function pcscContact(reader: Reader, atr: Uint8Array): CardContact {
  return {
    atr: Uint8Array.from(atr),
    // Too little room loses an answer that the card has already given; too much is filled and wiped for each command.
    // `async` also turns what nfc-pcsc throws synchronously into a rejection.
    async exchange(command) {
      return reader.transmit(
        Buffer.from(command.buffer, command.byteOffset, command.byteLength),
        roomForAnswer(command),
      );
    },
    /**
     * nfc-pcsc itself can only disconnect and leave the card powered, with everything a PIN opened still open to the
     * next process. What it wraps can cut the power.
     */
    powerOff() {
      return new Promise((resolve, reject) => {
        reader.reader.disconnect(reader.reader.SCARD_UNPOWER_CARD, (error) => {
          reader.connection = null;
          if (error) reject(error);
          else resolve();
        });
      });
    },
  };
}
