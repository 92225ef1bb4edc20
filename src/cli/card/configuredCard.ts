import type { X509Certificate } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { createPcscReader } from '../../card/drivers/pcscReader.ts';
import type { CardReader } from '../../card/reader.ts';
import { readTrustAnchors } from '../../kiosk/realSurroundings.ts';
import type { Result } from '../../problem/result.ts';
import type { CommandContext } from '../context.ts';

/** Which reader to look at, and whom to believe. */
export interface CardPlace {
  openReader(): Promise<Result<CardReader>>;
  trustAnchors(): Promise<Result<readonly X509Certificate[]>>;
}

/** Reader and authorities as the configuration has them. */
export function configuredCard(context: CommandContext): CardPlace {
  return {
    async openReader() {
      const { readerPattern } = context.config().card;
      return createPcscReader(readerPattern === '' ? {} : { namePattern: new RegExp(readerPattern) });
    },
    async trustAnchors() {
      const { card, kiosk } = context.config();
      // Where a trial configuration names none, the simulator's, so that its cards are known.
      if (card.trustAnchors.length === 0 && kiosk.mode === 'trial' && context.simulator) {
        const { demoTrustAnchors } = await context.simulator();
        return { ok: true, value: await demoTrustAnchors(context.root, new Date(context.now())) };
      }
      return readTrustAnchors(card.trustAnchors, dirname(resolve(context.configFile())));
    },
  };
}
