import type { Result } from '../problem/result.ts';
import type { CardChannel } from './reader.ts';
import { type Selection, selectApplication } from './select.ts';

/** The applications of the card that this program enters. 住基 and 共通カード are not among them. */
export const applicationId = {
  /** 公的個人認証 (JPKI): certificates and their keys. */
  jpki: Uint8Array.of(0xd3, 0x92, 0xf0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01),
  /** 券面事項確認: what is printed on the card, the face photo among it. */
  cardFace: Uint8Array.of(0xd3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x02),
  /** 券面事項入力補助: name, address, birth date and sex as text. */
  textInput: Uint8Array.of(0xd3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x08),
} as const;

export type ApplicationName = keyof typeof applicationId;

/**
 * Which application of a card is the current one. A card has one logical channel, so this holds for everybody who uses
 * the same {@link CardChannel}; another process that meddles costs a refused command, never a wrong PIN: no file
 * number of a PIN that this program verifies names another PIN in another application it enters.
 */
export class CurrentApplication {
  private readonly channel: CardChannel;
  private current: ApplicationName | undefined;

  constructor(channel: CardChannel) {
    this.channel = channel;
  }

  /** Makes `name` the current application; no command where it is already. */
  async enter(name: ApplicationName, signal: AbortSignal): Promise<Result<Selection>> {
    if (this.current === name) return { ok: true, value: 'selected' };
    this.current = undefined;
    const selected = await selectApplication(this.channel, applicationId[name], signal);
    if (selected.ok && selected.value === 'selected') this.current = name;
    return selected;
  }
}
