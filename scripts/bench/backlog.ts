// npm run bench:backlog: the queue's daily work (record, claim, deliver, wipe, list) with few and with many receptions
// behind it, beside one bare commit as large on the same disk.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { claimsOn } from '../../src/outbox/claims.ts';
import { listEntries, retryNow } from '../../src/outbox/inspection.ts';
import { openOutbox } from '../../src/outbox/outbox.ts';
import { wipeDelivered } from '../../src/outbox/retention.ts';
import { unwrap } from '../../src/problem/result.ts';
import { sampleReception } from './queue/sampleReception.ts';
import { bareCommits, linesOf, type Measured, mediansInTurns } from './rounds.ts';

const { values } = parseArgs({
  options: {
    behind: { type: 'string', default: '0,200000' },
    rounds: { type: 'string', default: '25' },
    json: { type: 'boolean', default: false },
  },
});
const sizes = values.behind.split(',').map(Number);
const hour = 60 * 60_000;

const place = mkdtempSync(join(tmpdir(), 'uketsuke-bench-backlog-'));
const outbox = unwrap(
  openOutbox({ folder: join(place, 'outbox'), keyFile: join(place, 'keys', 'outbox.key'), sinks: ['webhook'] }),
);
const claims = claimsOn(outbox.store, hour);
// Only the recording is flushed: a claim that is lost is made again.
const bare = bareCommits(join(place, 'bare.sqlite'), 1, Buffer.byteLength(JSON.stringify(sampleReception())));
const works: readonly Measured[] = [{ name: 'the daily work of one reception', run: dailyWork }, bare];

try {
  let behind = 0;
  const bySize = sizes.map((size) => {
    putBehind(behind, size);
    behind = size;
    return { size, medians: mediansInTurns(works, Number(values.rounds)) };
  });
  const names = works.map(({ name }) => name);
  process.stdout.write(linesOf(names, bySize));
  if (values.json) process.stdout.write(`${JSON.stringify({ names, bySize })}\n`);
} finally {
  outbox.close();
  bare.close();
  rmSync(place, { recursive: true, force: true });
}

function dailyWork(): void {
  unwrap(outbox.record(sampleReception()));
  unwrap(claims.takeOver());
  const claim = unwrap(claims.next('webhook', hour));
  if (!claim) throw new Error('nothing was due');
  unwrap(claims.nextDueAt('webhook'));
  unwrap(outbox.backlog());
  unwrap(claims.settle(claim, { state: 'delivered' }));
  unwrap(wipeDelivered(outbox.store, 24 * hour));
  unwrap(retryNow(outbox.store, undefined));
  unwrap(listEntries(outbox.store, 10));
}

/** Receptions that were delivered and wiped long ago. */
function putBehind(from: number, to: number): void {
  outbox.store.database.exec(`
    WITH RECURSIVE counted (n) AS (SELECT ${from} UNION ALL SELECT n + 1 FROM counted WHERE n < ${to})
    INSERT INTO reception (id, version, recorded_at, wiped_at) SELECT 'past-' || n, 1, n, n FROM counted WHERE n > ${from};
    INSERT INTO delivery (reception, sink, state, due_at, settled_at)
    SELECT sequence, 'webhook', 'delivered', 0, 1 FROM reception WHERE id LIKE 'past-%' AND CAST(substr(id, 6) AS INTEGER) > ${from}`);
}
