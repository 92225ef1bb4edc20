import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { numberBOf } from '../../src/simulator/card/numberB.ts';
import { personCalled } from '../kiosk/visits.ts';

/**
 * Files of a data folder, damaged ones included, in which a PIN or a 照合番号B of these people stands. Four digits occur in
 * any database and in any number by chance, so a PIN is looked for in text and as a word of its own.
 */
export function filesWithSecrets(dataFolder: string, people: Iterable<string>): readonly string[] {
  const secrets = [...new Set(people)].map((id) => ({
    pin: personCalled(id).card.pin,
    numberB: numberBOf(personCalled(id)),
  }));
  return readdirSync(dataFolder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(dataFolder, name))
    .filter((file) => statSync(file).isFile())
    .filter((file) => {
      const bytes = readFileSync(file);
      const words = /\.(log|jsonl?|txt)$/.test(file) ? wordsOf(bytes.toString('utf8')) : new Set<string>();
      return secrets.some(({ pin, numberB }) => bytes.includes(numberB) || words.has(pin));
    })
    .map((file) => relative(dataFolder, file));
}

/** Every word inside quotes: what stands there as a bare number is a time, a port or a process. */
function wordsOf(text: string): ReadonlySet<string> {
  const quoted = text.match(/"(?:[^"\\]|\\.)*"/g) ?? [];
  return new Set(quoted.flatMap((each) => each.match(/(?<![\w.:])\w+(?![\w.])/g) ?? []));
}
