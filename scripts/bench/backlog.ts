// npm run bench:backlog: the queue's daily work (record, claim, deliver, wipe, list) with few and with many receptions
// behind it, beside one bare commit as large on the same disk.
import { join } from 'node:path';
import { claimsOn } from '../../src/outbox/claims.ts';
import { listEntries, retryNow } from '../../src/outbox/inspection.ts';
import { openOutbox } from '../../src/outbox/outbox.ts';
import { wipeDelivered } from '../../src/outbox/retention.ts';
import { unwrap } from '../../src/problem/result.ts';
import { benchBehind } from './behind.ts';
import { sampleReception } from './queue/sampleReception.ts';

const hour = 60 * 60_000;

benchBehind('backlog', (folder) => {
  const outbox = unwrap(
    openOutbox({ folder: join(folder, 'outbox'), keyFile: join(folder, 'keys', 'outbox.key'), sinks: ['webhook'] }),
  );
  const claims = claimsOn(outbox.store, hour);
  return {
    works: [
      {
        name: 'the daily work of one reception',
        run() {
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
        },
      },
    ],
    // Only the recording is flushed: a claim that is lost is made again.
    bare: { commits: 1, bytes: Buffer.byteLength(JSON.stringify(sampleReception())) },
    /** Receptions that were delivered and wiped long ago. */
    putBehind(from, to) {
      outbox.store.database.exec(`
    WITH RECURSIVE counted (n) AS (SELECT ${from} UNION ALL SELECT n + 1 FROM counted WHERE n < ${to})
    INSERT INTO reception (id, version, recorded_at, wiped_at) SELECT 'past-' || n, 1, n, n FROM counted WHERE n > ${from};
    INSERT INTO delivery (reception, sink, state, due_at, settled_at)
    SELECT sequence, 'webhook', 'delivered', 0, 1 FROM reception WHERE id LIKE 'past-%' AND CAST(substr(id, 6) AS INTEGER) > ${from}`);
    },
    close: () => outbox.close(),
  };
});
