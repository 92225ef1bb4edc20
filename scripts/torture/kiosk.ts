// The process that is killed: records arrivals under load, says "told" only of what record() acknowledged, and
// delivers meanwhile. Its one argument is JSON, its lines on standard output are the ledger's one side.
import { createHash, randomInt } from 'node:crypto';
import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { startDelivery } from '../../src/outbox/delivery.ts';
import { type Outbox, openOutbox } from '../../src/outbox/outbox.ts';
import { webhookSink } from '../../src/outbox/sinks/webhook/webhookSink.ts';
import type { Reception } from '../../src/reception/reception.ts';
import { sampleReception } from '../bench/queue/sampleReception.ts';

/** What the parent tells the kiosk. */
export const ordersSchema = z.object({
  folder: z.string(),
  keyFile: z.string(),
  url: z.string(),
  secret: z.string(),
  /** `load`: record until killed. `drain`: record nothing, end when nothing waits. */
  task: z.enum(['load', 'drain']),
  /** Where no small disk can be mounted: the database may not grow beyond this many pages. */
  maxPages: z.number().optional(),
});
export type Orders = z.infer<typeof ordersSchema>;

/** Straight to the pipe: what is said has left this process, whatever happens to it next. */
function say(line: string): void {
  writeSync(1, `${line}\n`);
}

const orders = ordersSchema.parse(JSON.parse(process.argv[2] ?? ''));
const opened = openOutbox({ ...orders, sinks: ['webhook'], minFreeBytes: 0 });
if (!opened.ok) {
  say(`cannot-start ${opened.problem.code} ${opened.problem.detail}`);
  process.exit(3);
}
const outbox = opened.value;
if (orders.maxPages) outbox.store.database.pragma(`max_page_count = ${orders.maxPages}`);

const sink = webhookSink({ url: orders.url, secret: Buffer.from(orders.secret), timeLimitMs: 400 });
startDelivery({
  outbox,
  sinks: [sink],
  refusalLimit: 1_000,
  delays: {
    outageBaseMs: 5,
    outageCapMs: 40,
    refusalBaseMs: 5,
    refusalCapMs: 50,
    pollMs: 100,
    leaseMarginMs: 100,
    retentionMs: 100,
    retentionEveryMs: 150,
  },
});
say(`ready ${process.pid}`);
await (orders.task === 'load' ? load(outbox) : drain(outbox));

async function load(queue: Outbox): Promise<void> {
  let last: Reception | undefined;
  for (;;) {
    for (let burst = randomInt(1, 6); burst > 0; burst -= 1) {
      // Now and then the reception before it in a new version, as after a late answer.
      last = last && randomInt(8) === 0 ? { ...last, version: last.version + 1 } : sampleReception();
      const recorded = queue.record(last);
      const digest = createHash('sha256').update(JSON.stringify(last)).digest('hex');
      say(recorded.ok ? `told ${last.id}.v${last.version} ${digest}` : `refused ${recorded.problem.code}`);
      if (!recorded.ok) last = undefined;
    }
    await sleep(randomInt(6));
  }
}

async function drain(queue: Outbox): Promise<void> {
  for (;;) {
    const backlog = queue.backlog();
    if (backlog.ok && backlog.value.waiting === 0) {
      say(`parked ${backlog.value.parked}`);
      process.exit(0);
    }
    await sleep(20);
  }
}
