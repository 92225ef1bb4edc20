import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Listeners } from '../../kernel/listeners.ts';
import { failed, ok, type Result } from '../../problem/result.ts';
import type { FaultBoard } from '../faults.ts';
import type { Person } from '../people.ts';
import type { ChipKind } from './badChips/chipKind.ts';
import type { CardBox } from './cardBox.ts';
import { answerWithFaults } from './faultyCard.ts';
import type { CardSlot } from './slot.ts';
import type { VirtualCard } from './virtualCard.ts';
import { VpcdLink, vpcdListens, vpcdPort } from './vpcdLink.ts';
import { immediate, type Way } from './way.ts';

/** The name by which pcscd knows the reader of {@link createVpcdSlot}, and vpcd's other one. */
export const vpcdReaderName = /^Virtual PCD 00 00$/;
export const secondVpcdReaderName = /^Virtual PCD 00 01$/;

/**
 * pcscd looks for the card every 400 ms; a card changed between two looks would not be noticed as another one. A
 * person's hands take longer than this, too.
 */
const noticedMs = 900;

export interface VpcdSlotOptions {
  readonly box: CardBox;
  readonly faults: FaultBoard;
  readonly log?: Pick<Logger, 'warn'>;
  /** What vpcd is to feel like; a reader without delay where left out. */
  readonly way?: Way;
  /** Which of vpcd's two readers; the first where left out. */
  readonly port?: number;
}

/** The dock's slot in the virtual reader of a running pcscd. U-702 where vpcd is not there. */
export async function createVpcdSlot(options: VpcdSlotOptions): Promise<Result<CardSlot>> {
  const { port = vpcdPort } = options;
  if (await vpcdListens(port)) return ok(new SlotInVpcd(options, port));
  return failed('U-702', `no virtual reader on port ${port}: install vsmartcard-vpcd and restart pcscd`);
}

class SlotInVpcd implements CardSlot {
  private readonly options: VpcdSlotOptions;
  private readonly port: number;
  private readonly listeners = new Listeners();
  private lying: { readonly person: Person; readonly card: VirtualCard; readonly link: VpcdLink } | undefined;
  private removedAt = Number.NEGATIVE_INFINITY;
  private saidSlow = false;

  constructor(options: VpcdSlotOptions, port: number) {
    this.options = options;
    this.port = port;
  }

  get present(): Person | undefined {
    return this.lying?.person;
  }

  async insert(person: Person, chip?: ChipKind): Promise<Result<void>> {
    const card = await this.options.box.cardOf(person, chip);
    await this.remove();
    await delay(Math.max(0, this.removedAt + noticedMs - performance.now()));
    const link = await this.connect(card);
    if (!link) return failed('U-104', `nothing takes cards on port ${this.port}: pcscd is gone`);
    this.noteSpeed(link);
    const lying = { person, card, link };
    this.lying = lying;
    // Also by a fault, or because pcscd is gone: a card without a reader around it has no power.
    void link.whenClosed().then(() => this.forget(lying));
    this.listeners.tell();
    return ok(undefined);
  }

  async remove(): Promise<void> {
    const lying = this.lying;
    if (!lying) return;
    await lying.link.remove();
    this.forget(lying);
  }

  async close(): Promise<void> {
    await this.remove();
    this.listeners.clear();
  }

  onChange(listener: () => void): () => void {
    return this.listeners.add(listener);
  }

  /** Undefined where pcscd went away since it was looked for. */
  private async connect(card: VirtualCard): Promise<VpcdLink | undefined> {
    try {
      const link: VpcdLink = await VpcdLink.insert(
        {
          atr: card.atr,
          powerOn: () => card.powerOn(),
          powerOff: () => card.powerOff(),
          answer: (command, since) => {
            const { faults, way = immediate } = this.options;
            const answer = answerWithFaults(card, faults, way, command, since);
            if (answer === 'pulled') void link.remove();
            return typeof answer === 'string' ? undefined : answer;
          },
        },
        this.port,
      );
      return link;
    } catch {
      return undefined;
    }
  }

  private forget(lying: NonNullable<typeof this.lying>): void {
    if (this.lying !== lying) return;
    this.lying = undefined;
    this.removedAt = performance.now();
    lying.card.powerOff();
    this.listeners.tell();
  }

  private noteSpeed(link: VpcdLink): void {
    if (link.quick || this.saidSlow) return;
    this.saidSlow = true;
    this.options.log?.warn('the virtual reader runs without quick acknowledgement: about 40 ms slower per command');
  }
}
