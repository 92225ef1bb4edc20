import { type ApplicationSight, allSilent, type SightedChannel, sighted } from '../card/applicationSights.ts';
import { createPlacedCard } from '../card/myNumberCard.ts';
import { firstToTell, typedNumberB } from '../card/numberBSources.ts';
import { createPhoneToken } from '../card/phoneToken.ts';
import type { CardChannel, ReaderEvent } from '../card/reader.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import type { DigitEntries } from '../visit/digitEntry.ts';
import type { HardwareEvent } from '../visit/events.ts';
import type { Surroundings } from './surroundings.ts';

/** How often the queue is asked whether it can take another reception, milliseconds. */
const storageCheckMs = 2_000;

/** The reader, and whether something lies on it. */
export interface ReaderNow {
  readonly name: string;
  readonly card: 'none' | 'present';
}

export interface HardwareParts {
  readonly surroundings: Pick<
    Surroundings,
    'reader' | 'phoneReader' | 'numberB' | 'trustAnchors' | 'faceIssuers' | 'now'
  >;
  readonly entries: DigitEntries;
  /** The queue's own judgement of disk and database. */
  readonly storage: { canRecord(): Result<void> };
  readonly send: (event: HardwareEvent) => void;
}

/** What is known of the hardware beside its events: for staff. */
export interface Hardware {
  /** Name of the card reader, as PC/SC calls it; empty until it is there. */
  readonly readerName: () => string;
  /** The reader as it last reported. Errors: U-104 it is gone; what the card failed with that lies there. */
  readonly reader: () => Result<ReaderNow>;
  /** The line to the card that lies there: for a technician, while nobody is served. */
  readonly channel: () => CardChannel | undefined;
  /** How the card that was laid down last answered when its applications were asked for; nobody's card before it. */
  readonly lastCard: () => readonly ApplicationSight[];
  stop(): void;
}

/**
 * Turns what readers and storage report into events of the statechart, beginning with how they are at this moment. A
 * placed card becomes the visit's view of a card; what was typed comes before what the card camera reads.
 */
export async function watchHardware({ surroundings, entries, storage, send }: HardwareParts): Promise<Hardware> {
  const { reader, phoneReader, trustAnchors, faceIssuers } = surroundings;
  const now = () => new Date(surroundings.now?.() ?? Date.now());
  const numberB = firstToTell([typedNumberB(entries.numberB), surroundings.numberB]);
  let readerName = '';
  let channel: CardChannel | undefined;
  let lastCard: SightedChannel['sights'] = () => [];
  let seen: Result<ReaderNow> = failed('U-104', 'it has not reported yet');

  await reader.watch((event) => {
    if (event.type === 'reader.ready') readerName = event.reader;
    seen = seenAfter(event, readerName);
    channel = undefined;
    if (event.type === 'card.failed') lastCard = () => allSilent;
    if (event.type !== 'card.placed') return send(event);
    ({ channel, sights: lastCard } = sighted(event.card));
    const parts = { trustAnchors, faceIssuers, numberB, now, unusualCertificates: 'report' } as const;
    send({ type: 'card.placed', card: createPlacedCard({ channel, ...parts }) });
  });
  await phoneReader?.watch((event) => {
    // Without its second reader the kiosk serves cards all the same: a lost one only takes the phone away.
    if (event.type === 'card.placed') {
      send({ type: 'phone.held', phone: createPhoneToken({ channel: event.card, trustAnchors, now }) });
    } else if (event.type !== 'reader.ready') send({ type: 'phone.removed' });
  });

  let refused = false;
  const checkStorage = (): void => {
    const able = storage.canRecord();
    if (able.ok && refused) send({ type: 'storage.ready' });
    if (!able.ok) send({ type: 'storage.refused', problem: able.problem });
    refused = !able.ok;
  };
  checkStorage();
  const timer = setInterval(checkStorage, storageCheckMs);
  return {
    readerName: () => readerName,
    reader: () => seen,
    channel: () => channel,
    lastCard: () => lastCard(),
    stop: () => clearInterval(timer),
  };
}

function seenAfter(event: ReaderEvent, name: string): Result<ReaderNow> {
  if (event.type === 'reader.lost' || event.type === 'card.failed') return { ok: false, problem: event.problem };
  return ok({ name, card: event.type === 'card.placed' ? 'present' : 'none' });
}
