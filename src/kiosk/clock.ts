import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { minute, second } from '../kernel/durations.ts';
import type { HttpClient } from '../kernel/httpClient.ts';
import { httpDate } from '../kernel/httpDate.ts';
import { ok } from '../problem/result.ts';
import { guarded } from '../storage/guarded.ts';
import { replacePrivateFile, replacePrivateFileApart } from '../storage/privateFile.ts';
import { type ClockMemory, TrustedClock } from '../system/trustedClock.ts';
import type { Alerts } from './alerts.ts';

export interface KioskClockParts {
  readonly dataFolder: string;
  /** Milliseconds since the epoch. */
  readonly wall: () => number;
  readonly alerts: Alerts;
  /** Whether nothing may be written there. */
  readonly isReadOnly: boolean;
}

/** The clock of a kiosk, which remembers over the end of its process what time it was. */
export interface KioskClock extends Pick<TrustedClock, 'now' | 'lived' | 'doubt' | 'trouble'> {
  /** Every answer that comes through it tells the time. */
  witnessing(http: HttpClient): HttpClient;
  /** Asks `url` what time it is, now and then, and often while the clock is in doubt. */
  askNowAndThen(http: HttpClient, url: string): void;
  close(): void;
}

const fileName = 'clock.json';
const memorySchema = z.object({ seen: z.number(), lived: z.number() });

/** What is lost of the time lived through when the plug is pulled. */
const keepEveryMs = minute;
const askEveryMs = 10 * minute;
const askInDoubtMs = 10 * second;
const answerWithinMs = 5 * second;

/** Opens it. A memory that is damaged or gone is none: then the newest file on the disk says what time it was. */
export function openKioskClock({ dataFolder, wall, alerts, isReadOnly }: KioskClockParts): KioskClock {
  const file = join(dataFolder, fileName);
  const memory = readMemory(file);
  const built = statSync(fileURLToPath(import.meta.url)).mtimeMs;
  const clock = new TrustedClock({
    wall,
    memory,
    notBefore: memory ? built : Math.max(built, ...newestIn(dataFolder)),
  });
  const timers: NodeJS.Timeout[] = [];
  const every = (ms: number, work: () => void): void => {
    timers.push(setInterval(work, ms).unref());
  };
  const remembered = (): Buffer => Buffer.from(JSON.stringify(clock.memory));
  // A disk that is full costs this memory a minute, and has its own number elsewhere.
  const keepNow = (): void => {
    if (!isReadOnly) guarded(() => ok(replacePrivateFile(file, remembered())));
  };
  const keep = (): void => {
    if (!isReadOnly) replacePrivateFileApart(file, remembered()).catch(() => {});
  };
  keepNow();
  every(keepEveryMs, keep);
  const changed = alerts.watch(clock.trouble);
  let told = clock.trouble() !== undefined;
  every(second, () => {
    const isTroubled = clock.trouble() !== undefined;
    if (isTroubled !== told) changed();
    told = isTroubled;
  });

  const witnessing =
    (http: HttpClient): HttpClient =>
    async (url, request) => {
      const answer = await http(url, request);
      const time = httpDate(answer.headers.get('date'));
      if (time !== undefined) clock.witness(time);
      return answer;
    };
  return {
    now: clock.now,
    lived: clock.lived,
    doubt: clock.doubt,
    trouble: clock.trouble,
    witnessing,
    askNowAndThen(http, url) {
      const ask = witnessing(http);
      let askedAt = Number.NEGATIVE_INFINITY;
      const askIfDue = (): void => {
        const pauseMs = clock.trouble() ? askInDoubtMs : askEveryMs;
        if (performance.now() - askedAt < pauseMs) return;
        askedAt = performance.now();
        ask(new URL(url), { method: 'HEAD', signal: AbortSignal.timeout(answerWithinMs) }).then(
          (answer) => answer.body?.cancel(),
          // Nobody there who knows the time: asked again.
          () => undefined,
        );
      };
      askIfDue();
      every(second, askIfDue);
    },
    close() {
      for (const timer of timers) clearInterval(timer);
      keepNow();
    },
  };
}

/** What the clock of a kiosk remembers in its data folder; undefined where it remembers nothing. */
export function readClockMemory(dataFolder: string): ClockMemory | undefined {
  return readMemory(join(dataFolder, fileName));
}

function readMemory(file: string): ClockMemory | undefined {
  try {
    return memorySchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** When something was last written to the stores, milliseconds since the epoch. */
function newestIn(folder: string): readonly number[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(sqlite(-wal)?|key|jsonl)$/.test(name))
      .map((name) => statSync(join(folder, name)).mtimeMs);
  } catch {
    return [];
  }
}
