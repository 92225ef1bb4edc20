import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { numberBOf } from '../../src/simulator/card/numberB.ts';
import { Sqlite } from '../../src/storage/sqlite.ts';
import { personCalled } from '../kiosk/visits.ts';

/** What is left of people in a data folder whose kiosk has ended, a line each; empty where nothing is. */
export function remainsOf(dataFolder: string, people: readonly string[]): readonly string[] {
  return [...sealedRemains(dataFolder), ...readableRemains(dataFolder, people)];
}

/** Sealed receptions that should have been wiped: delivered, completed, and older than anything is kept. */
function sealedRemains(dataFolder: string): readonly string[] {
  const file = join(dataFolder, 'outbox', 'outbox.sqlite');
  if (!existsSync(file)) throw new Error(`there is no ${file}`);
  const database = new Sqlite(file, { readonly: true });
  try {
    const count = (table: string): unknown => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    return ['journal'].flatMap((table) => (count(table) === 0 ? [] : [`${count(table)} rows of ${table}`]));
  } finally {
    database.close();
  }
}

/** Files in which something of these people stands as it is. */
function readableRemains(dataFolder: string, people: readonly string[]): readonly string[] {
  const marks = people.flatMap((id) => {
    const person = personCalled(id);
    const { address } = person.card;
    return [person.name, address, numberBOf(person)].flatMap((text) => [
      Buffer.from(text),
      Buffer.from(text, 'utf16le'),
    ]);
  });
  return readdirSync(dataFolder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(dataFolder, name))
    .filter((file) => statSync(file).isFile())
    .filter((file) => {
      const bytes = readFileSync(file);
      return marks.some((mark) => bytes.includes(mark));
    })
    .map((file) => `a name, an address or a 照合番号B in ${relative(dataFolder, file)}`);
}
