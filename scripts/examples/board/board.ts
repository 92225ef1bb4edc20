import { describedPerson } from '../../../src/reception/describedPerson.ts';
import type { Reception } from '../../../src/reception/reception.ts';

/** One line of the board. */
export interface Arrival {
  readonly id: string;
  readonly version: number;
  /** ISO 8601. */
  readonly receivedAt: string;
  readonly kiosk: string;
  readonly name: string;
  /** Whether the desk has to look at the insurance. */
  readonly toTheDesk: boolean;
}

/**
 * Who has arrived, hospital-wide. It may be told the same reception again, an older version after a newer one, and
 * kiosks' receptions in any order: after a kiosk was cut off they come late, and belong where they belong.
 */
export class ArrivalsBoard {
  private readonly newest = new Map<string, Arrival>();

  /** Takes a reception in; false where that changes nothing. */
  take(reception: Reception): boolean {
    const { id, version, receivedAt, kiosk, eligibility } = reception;
    const known = this.newest.get(id);
    if (known && known.version >= version) return false;
    const name = describedPerson(reception)?.name ?? '';
    const validity = eligibility?.validity;
    const toTheDesk = validity !== 'valid' && validity !== 'valid-unregistered';
    this.newest.set(id, { id, version, receivedAt, kiosk, name, toTheDesk });
    return true;
  }

  /** Newest first. */
  arrivals(): readonly Arrival[] {
    return [...this.newest.values()].sort((one, other) => other.receivedAt.localeCompare(one.receivedAt));
  }

  /** Drops what came before `time`, ISO 8601: yesterday's patients are nobody's business today. */
  forgetBefore(time: string): void {
    for (const { id, receivedAt } of this.newest.values()) if (receivedAt < time) this.newest.delete(id);
  }
}
