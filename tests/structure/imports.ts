import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { parseSync, Visitor } from 'vite';

/** One file of ours that names another, by whatever means: both as paths below the root. */
export interface Import {
  readonly file: string;
  readonly target: string;
  /** Whether the compiler takes it out again: it names types and nothing else. */
  readonly typeOnly: boolean;
}

/** What a module says about another: the name it writes, and whether only types are meant. */
type Named = Pick<Import, 'typeOnly'> & { readonly name: string };

/** Every TypeScript file below `folder`, which is a path below `root`; as paths below `root`. */
export function sourcesIn(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file))
    .sort();
}

/** What the files of `sources` name among the TypeScript files of this repository: values and types alike. */
export function importsOf(root: string, sources: readonly string[]): Import[] {
  return sources.flatMap((file) =>
    namedIn(file, readFileSync(join(root, file), 'utf8'))
      .filter(({ name }) => name.startsWith('.') && /\.(tsx?|js)$/.test(name))
      .map(({ name, typeOnly }) => ({
        file,
        target: normalize(join(dirname(file), name.replace(/\.js$/, '.ts'))),
        typeOnly,
      })),
  );
}

/**
 * The modules that `text` names: imports and re-exports (of values, of types, for their effect alone), `import()` of a
 * value and of a type, `import x = require()`, and a script by its address, `new URL(…, import.meta.url)`.
 */
export function namedIn(file: string, text: string): Named[] {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors.map(({ message }) => message).join('; ')}`);
  const named: Named[] = [];
  const take = (source: { readonly type: string } | null | undefined, typeOnly: boolean): void => {
    if (source && 'value' in source && typeof source.value === 'string') named.push({ name: source.value, typeOnly });
  };
  new Visitor({
    ImportDeclaration: ({ source, importKind }) => take(source, importKind === 'type'),
    ExportNamedDeclaration: ({ source, exportKind }) => take(source, exportKind === 'type'),
    ExportAllDeclaration: ({ source, exportKind }) => take(source, exportKind === 'type'),
    ImportExpression: ({ source }) => take(source, false),
    TSImportType: ({ source }) => take(source, true),
    TSExternalModuleReference: ({ expression }) => take(expression, false),
    NewExpression: ({ callee, arguments: [address] }) => {
      if (callee.type === 'Identifier' && callee.name === 'URL') take(address, false);
    },
  }).visit(program);
  return named;
}
