import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ProgramPort } from '../../diagnostics/ports.ts';
import { readRegularText } from '../../kernel/regularFile.ts';

const packageSchema = z.object({ version: z.string(), engines: z.object({ node: z.string() }) });

/** What must be built: the program itself, and the two pages it serves. */
const builtParts = ['dist/src/cli/main.js', 'dist/screen/index.html', 'dist/desk'] as const;

/** The program below `root`. */
export function programPort(root: string): ProgramPort {
  const { version, engines } = packageSchema.parse(JSON.parse(readRegularText(join(root, 'package.json'))));
  return {
    version,
    node: process.version,
    leastNode: engines.node.replace(/^\D+/, ''),
    parts: builtParts.map((name) => ({ name, isThere: existsSync(join(root, name)) })),
    digest: () => digestOf(join(root, 'dist')),
  };
}

/** Over the names and contents of what is built, so that two devices can be compared by one word. */
async function digestOf(folder: string): Promise<string | undefined> {
  const names = await readdir(folder, { recursive: true }).catch(() => undefined);
  if (!names) return undefined;
  const whole = createHash('sha256');
  for (const name of names.filter((each) => /\.(js|css|html|json)$/.test(each)).toSorted()) {
    whole.update(`${name}\0`).update(await readFile(join(folder, name)).catch(() => Buffer.alloc(0)));
  }
  return whole.digest('hex').slice(0, 16);
}
