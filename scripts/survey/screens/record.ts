import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { languages } from '../../../src/screen/view.ts';
import { projectRoot } from '../../../src/system/paths.ts';
import { type Look, nameOf, states, viewOf } from './looks.ts';

const head = z.strictObject({ of: z.string() });
const entry = z.strictObject({ look: z.string(), faults: z.array(z.string()).readonly(), seconds: z.number() });

/** One look that was taken, and what is wrong with it. */
export type Found = z.infer<typeof entry>;

/**
 * The looks that were taken up to now, a line each in a file, so that a survey that was cut off is gone on with. What was
 * found of another screen, or by other rules, counts for nothing: the file is begun anew.
 */
export class SurveyRecord {
  private readonly file: string | undefined;
  private readonly taken = new Map<string, Found>();

  /** @param file undefined where nothing is to be kept */
  constructor(file: string | undefined) {
    this.file = file;
    if (file === undefined) return;
    const of = whatIsLookedAt();
    const [first = '', ...lines] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    if (first === JSON.stringify(head.parse({ of }))) {
      // The last line may be half of one: it was being written when somebody pulled the plug.
      for (const line of lines.slice(0, -1)) this.hold(entry.parse(JSON.parse(line)));
    }
    const kept = [...this.taken.values()].map((each) => `${JSON.stringify(each)}\n`);
    writeFileSync(file, [`${JSON.stringify({ of })}\n`, ...kept].join(''));
  }

  has(look: Look): boolean {
    return this.taken.has(nameOf(look));
  }

  add(found: Found): void {
    this.hold(found);
    if (this.file !== undefined) appendFileSync(this.file, `${JSON.stringify(found)}\n`);
  }

  /** Everything that was taken, in earlier runs too. */
  get all(): readonly Found[] {
    return [...this.taken.values()];
  }

  private hold(found: Found): void {
    this.taken.set(found.look, found);
  }
}

/** A digest of the built screen, of everything it is shown, and of the rules it is looked at by. */
function whatIsLookedAt(): string {
  const digest = createHash('sha256');
  for (const folder of ['dist/screen', 'scripts/screens', 'scripts/survey/screens']) {
    for (const file of filesIn(join(projectRoot(), folder))) digest.update(readFileSync(file));
  }
  for (const state of states) {
    for (const language of languages) digest.update(JSON.stringify(viewOf({ state, language, mode: 'normal' })));
  }
  return digest.digest('hex');
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((each) => each.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .toSorted();
}
