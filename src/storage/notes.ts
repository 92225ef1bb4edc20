import type { Database } from 'better-sqlite3';
import { ok, type Problem, type Result } from '../problem/result.ts';
import { withoutFlush } from './flush.ts';
import { guarded } from './guarded.ts';

/** A step of a schema that gives a database room for {@link Notes}. */
export const notesTable = `
  -- What other rooms of the kiosk leave here so that it does not lie beside what it is about. Nothing of a person.
  CREATE TABLE note (name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/** A few short texts by name, in a database whose own business is another. Errors: U-501. */
export interface Notes {
  all(): Result<ReadonlyMap<string, string>>;
  write(name: string, text: string): Result<void>;
  remove(name: string): Result<void>;
}

/** Notes of an open database. @param database made with {@link notesTable} */
export function notesIn(database: Database): Notes {
  return {
    all: () =>
      guarded(() => {
        const rows = database.prepare<[], { name: string; text: string }>('SELECT name, text FROM note').all();
        return ok(new Map(rows.map(({ name, text }) => [name, text])));
      }),
    write: (name, text) =>
      guarded(() => {
        // A power cut may cost the newest, and the one before is as true.
        const insert = database.prepare(
          'INSERT INTO note (name, text) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET text = excluded.text',
        );
        withoutFlush(database, () => insert.run(name, text));
        return ok(undefined);
      }),
    remove: (name) =>
      guarded(() => {
        database.prepare('DELETE FROM note WHERE name = ?').run(name);
        return ok(undefined);
      }),
  };
}

/** Notes of a database that cannot be opened: there are none, and none can be written. */
export function closedNotes(problem: Problem): Notes {
  const closed = { ok: false, problem } as const;
  return { all: () => closed, write: () => closed, remove: () => closed };
}
