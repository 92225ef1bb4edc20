import type { Database } from 'better-sqlite3';
import { failed, ok, type Result } from '../problem/result.ts';
import { type Chain, parsedFields } from './chain.ts';
import { type SigningKey, trailKeyFromText } from './signingKey.ts';

/**
 * Where the key file has a new key: says so in the trail, and has the key before it sign that. Whoever has only a key
 * of their own cannot: `verify` does not believe a key that none before it vouches for. Errors: U-504.
 */
export function followKeyChange(
  database: Database,
  chain: Chain,
  key: SigningKey,
  trail: string,
  now: number,
): Result<void> {
  const lastId = lastKeyIdOf(database);
  if (lastId === key.public.id) return ok(undefined);
  const before = lastId === undefined ? undefined : key.earlier(lastId);
  if (!before) return failed('U-504', `the key file does not hold key ${lastId}, which signed this trail last`);
  const change = database.transaction(() => {
    chain.append([{ type: 'audit.key-changed', key: key.public.text }], now);
    chain.anchor(trail, before, now);
  });
  change.immediate();
  return ok(undefined);
}

/** The id of the key that signs now, from the last record that names one: never far from the end. */
function lastKeyIdOf(database: Database): string | undefined {
  const last = database
    .prepare<[], { sequence: number; event: string; fields: string | null }>(
      `SELECT sequence, event, fields FROM record
       WHERE event IN ('audit.anchored', 'audit.key-changed', 'audit.begun') ORDER BY sequence DESC LIMIT 1`,
    )
    .get();
  const { key } = last ? parsedFields(last) : {};
  if (last?.event !== 'audit.anchored') return trailKeyFromText(key)?.id;
  // The signature right behind a change of the key is that of the key before.
  const change = database
    .prepare<[number], { fields: string | null }>(
      "SELECT fields FROM record WHERE sequence = ? AND event = 'audit.key-changed'",
    )
    .get(last.sequence - 1);
  if (change) return trailKeyFromText(parsedFields(change).key)?.id;
  return typeof key === 'string' ? key : undefined;
}
