import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../../../src/system/paths.ts';

const documentSchema = z.looseObject({
  openapi: z.string().regex(/^3\.1\./),
  paths: z.record(z.string(), z.looseObject({ post: z.looseObject({}) })),
  components: z.looseObject({ schemas: z.record(z.string(), z.looseObject({})) }),
});

export interface ApiDocument {
  /** The one operation of each path. */
  readonly operations: readonly Readonly<Record<string, unknown>>[];
  readonly paths: readonly string[];
  /** Judges a body by one of the document's schemas, as JSON Schema reads it. */
  describes(schema: string, body: unknown): boolean;
}

/** One of docs/api, read as an integrator's tools read it. */
export function readApiDocument(file: string): ApiDocument {
  const text = readFileSync(join(projectRoot(), 'docs', 'api', file), 'utf8');
  const { paths, components } = documentSchema.parse(parse(text.replaceAll('#/components/schemas/', '#/$defs/')));
  return {
    operations: Object.values(paths).map(({ post }) => post),
    paths: Object.keys(paths),
    describes(schema, body) {
      const judge = z.fromJSONSchema({ $defs: components.schemas, ...components.schemas[schema] });
      return judge.safeParse(JSON.parse(JSON.stringify(body))).success;
    },
  };
}
