import { SerialQueue } from '../kernel/serialQueue.ts';
import { catalogue } from '../problem/catalogue.ts';
import type { Problem } from '../problem/result.ts';
import { applicationId } from './application.ts';
import type { CardChannel, CardReader, ReaderEvent } from './reader.ts';
import { selectApplication } from './select.ts';
import { readTokenKind, type TokenKind } from './token.ts';

/** One line of `card watch --json`. */
export interface WatchedEvent {
  /** When it was reported, ISO 8601. */
  readonly at: string;
  readonly event: ReaderEvent['type'];
  readonly reader?: string;
  /** Answer to reset, hex. */
  readonly atr?: string;
  /** What was placed; `none` for a card without JPKI. */
  readonly token?: TokenKind | 'none';
  readonly problem?: Problem;
}

const lookMs = 5_000;

/**
 * Tells what the reader reports, in order, until `stopped` settles. A placed card is asked what it is and powered off,
 * so that nothing is left open for whoever comes next.
 */
export async function watchReader(
  reader: CardReader,
  now: () => Date,
  tell: (event: WatchedEvent) => void,
  stopped: Promise<unknown>,
): Promise<void> {
  const queue = new SerialQueue();
  await reader.watch((event) => {
    const at = now().toISOString();
    void queue.run(async () => tell({ at, event: event.type, ...(await describe(event)) }));
  });
  await stopped;
  await reader.close();
  await queue.idle();
}

/** For people: `12:04:05  card.placed   my-number-card, ATR 3B88…`. */
export function describeWatched({ at, event, reader, atr, token, problem }: WatchedEvent): string {
  const about = [
    reader,
    token === 'none' ? 'no My Number card' : token,
    atr && `ATR ${atr.toUpperCase()}`,
    problem && `${problem.code} ${problem.detail ?? catalogue[problem.code].meaning}`,
  ].filter((each) => each !== undefined);
  return `${at.slice(11, 19)}  ${event.padEnd(13)} ${about.join(', ')}`.trimEnd();
}

async function describe(event: ReaderEvent): Promise<Omit<WatchedEvent, 'at' | 'event'>> {
  switch (event.type) {
    case 'reader.ready':
      return { reader: event.reader };
    case 'card.placed':
      return { atr: Buffer.from(event.card.atr).toString('hex'), ...(await look(event.card)) };
    case 'card.removed':
      return {};
    default:
      return { problem: event.problem };
  }
}

async function look(channel: CardChannel): Promise<Pick<WatchedEvent, 'token' | 'problem'>> {
  const signal = AbortSignal.timeout(lookMs);
  try {
    const jpki = await selectApplication(channel, applicationId.jpki, signal);
    if (!jpki.ok) return { problem: jpki.problem };
    if (jpki.value === 'absent') return { token: 'none' };
    const token = await readTokenKind(channel, signal);
    return token.ok ? { token: token.value } : { problem: token.problem };
  } finally {
    await channel.powerOff();
  }
}
