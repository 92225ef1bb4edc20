import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startDelivery } from '../../../src/outbox/delivery.ts';
import { openOutbox } from '../../../src/outbox/outbox.ts';
import { webhookSink } from '../../../src/outbox/sinks/webhook/webhookSink.ts';
import { unwrap } from '../../../src/problem/result.ts';
import { sampleReception } from './sampleReception.ts';

/** How fast a backlog is delivered to a receiver on the same machine, receptions a second. */
export interface DrainFigure {
  readonly receptions: number;
  readonly parallel: number;
  readonly perSecond: number;
}

const secret = 'a secret both sides of the benchmark know';

/** Delivers `receptions` over real HTTP to a receiver in a process of its own. */
export async function measureDrain(folder: string, receptions: number, parallel: number): Promise<DrainFigure> {
  const outbox = unwrap(openOutbox({ folder, keyFile: join(folder, '..', 'keys', 'outbox.key'), sinks: ['webhook'] }));
  outbox.store.database.pragma('synchronous = OFF');
  for (let each = 0; each < receptions; each += 1) unwrap(outbox.record(sampleReception()));
  outbox.store.database.pragma('synchronous = FULL');

  const file = fileURLToPath(new URL('./localReceiver.js', import.meta.url));
  const receiver = fork(file, [secret]);
  const [url] = await once(receiver, 'message');
  const started = performance.now();
  const sink = { ...webhookSink({ url: String(url), secret: Buffer.from(secret), timeLimitMs: 10_000 }), parallel };
  const delivery = startDelivery({ outbox, sinks: [sink] });
  while (unwrap(outbox.backlog()).waiting > 0) await sleep(20);
  const seconds = (performance.now() - started) / 1_000;
  await delivery.stop();
  outbox.close();
  receiver.kill();
  return { receptions, parallel, perSecond: receptions / seconds };
}
