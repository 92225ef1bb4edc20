import type { WitnessedAnchor } from '../../audit/verify.ts';
import { anchorsAmong } from '../../audit/witness.ts';
import { readQueueNotes } from '../../outbox/openStore.ts';
import { outboxPaths } from '../../outbox/store.ts';
import { readStatisticsNotes, statisticsFolder } from '../../statistics/database.ts';

/** What lies outside the trail's folder. A database that is not there, or that an older program wrote, kept nothing. */
export function witnessedBy(dataFolder: string): readonly WitnessedAnchor[] {
  const kept = [
    ['queue', readQueueNotes(outboxPaths(dataFolder).folder)],
    ['statistics', readStatisticsNotes(statisticsFolder(dataFolder))],
  ] as const;
  return kept.flatMap(([keeper, notes]) =>
    notes.ok ? anchorsAmong(notes.value).map((anchor) => ({ keeper, anchor })) : [],
  );
}
