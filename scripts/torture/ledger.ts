import type { Receiver } from './receiver.ts';

/** What patients were told: idempotency key to digest of what was recorded. */
export type Told = ReadonlyMap<string, string>;

/** The two sides of the ledger against each other. */
export interface Verdict {
  readonly told: number;
  readonly received: number;
  /** Told the patient, not held by the clinic. */
  readonly lost: number;
  /** Held twice: two keys that stand for one arrival. */
  readonly duplicated: number;
  /** Held, but not as it was told, or offered in two shapes. */
  readonly altered: number;
  /** A version that was taken after a later one. */
  readonly disordered: number;
}

export function judge(told: Told, { held, conflicts }: Receiver): Verdict {
  const altered = new Set(conflicts);
  let lost = 0;
  for (const [key, digest] of told) {
    const taken = held.get(key);
    if (!taken) lost += 1;
    else if (taken.digest !== digest) altered.add(key);
  }
  const digests = new Set([...held.values()].map(({ digest }) => digest));
  return {
    told: told.size,
    received: held.size,
    lost,
    duplicated: held.size - digests.size,
    altered: altered.size,
    disordered: disorderIn(held),
  };
}

function disorderIn(held: Receiver['held']): number {
  const newest = new Map<string, number>();
  let disordered = 0;
  for (const key of held.keys()) {
    const at = key.lastIndexOf('.v');
    const [id, version] = [key.slice(0, at), Number(key.slice(at + 2))];
    if (version < (newest.get(id) ?? 0)) disordered += 1;
    else newest.set(id, version);
  }
  return disordered;
}
