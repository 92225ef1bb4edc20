import { findNodeAtLocation, type Node, type ParseError, parseTree } from 'jsonc-parser';
import { z } from 'zod';
import { readRegularFile } from '../kernel/regularFile.ts';
import { strictText } from '../kernel/strictText.ts';
import { redacted } from '../problem/redacted.ts';
import { contradictions } from './contradictions.ts';
import { configSchema, type KioskConfig } from './schema.ts';
import { syntaxWords } from './syntaxWords.ts';

/** One thing to change in the configuration. `line` counts from 1; absent for what came from the command line. */
export interface ConfigFault {
  readonly line?: number;
  /** Dotted path of the key, empty for the file as a whole. */
  readonly key: string;
  readonly message: string;
}

export type ConfigOutcome =
  | { readonly ok: true; readonly config: KioskConfig }
  | { readonly ok: false; readonly faults: readonly ConfigFault[] };

/** A value given on the command line as `--set key.path=value`, before the file is checked. */
export interface Override {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** Parses `key.path=value`; the value is JSON where the key takes it as JSON, else the text itself. */
export function parseOverride(text: string): Override | undefined {
  const [, path, raw] = /^([A-Za-z]+(?:\.[A-Za-z]+)*)=(.*)$/s.exec(text) ?? [];
  if (path === undefined || raw === undefined) return undefined;
  const json = jsonOrText(raw);
  const schema = schemaAt(path.split('.'));
  const takes = (value: unknown): boolean => schema instanceof z.ZodType && schema.safeParse(value).success;
  // A number of ten digits may be a name: 医療機関コード.
  return { path: path.split('.'), value: !takes(json) && takes(raw) ? raw : json };
}

function jsonOrText(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return raw;
  }
}

/** Reads and checks a configuration file. A file that is not there is a fault, not an empty configuration. */
export function loadConfig(file: string, overrides: readonly Override[] = []): ConfigOutcome {
  let bytes: Buffer;
  try {
    ({ bytes } = readRegularFile(file));
  } catch {
    return { ok: false, faults: [{ key: '', message: `cannot read ${file}, or it is no file of at most 1 MiB` }] };
  }
  const text = strictText(bytes);
  if (text !== undefined) return checkConfig(text, overrides);
  const line = lineAt(bytes.toString('latin1'), firstNotUtf8(bytes));
  return { ok: false, faults: [{ line, key: '', message: 'not UTF-8 here: save the file as UTF-8' }] };
}

/** How many bytes from the start are UTF-8. */
function firstNotUtf8(bytes: Uint8Array): number {
  const written = new TextDecoder().decode(bytes);
  return Buffer.byteLength(written.slice(0, written.indexOf('\ufffd')));
}

/** Checks the text of a configuration file: syntax, then keys and ranges, then contradictions. */
export function checkConfig(written: string, overrides: readonly Override[] = []): ConfigOutcome {
  // What editors on Windows put in front.
  const text = written.replace(/^\ufeff/, '');
  const errors: ParseError[] = [];
  const tree = treeOf(text, errors);
  if (tree === 'too-deep')
    return { ok: false, faults: [{ key: '', message: 'nested too deeply to be a configuration' }] };
  const [syntax] = errors;
  if (!tree || syntax) {
    const isEmpty = text.trim() === '' || !syntax;
    const line = isEmpty ? 1 : lineAt(text, syntax.offset);
    return {
      ok: false,
      faults: [{ line, key: '', message: isEmpty ? 'the file is empty' : syntaxWords(syntax.error) }],
    };
  }
  const twice = givenTwice(text, tree);
  if (twice.length > 0) return { ok: false, faults: twice };
  const raw: unknown = JSON.parse(text);
  for (const { path, value } of overrides) assign(raw, path, value);
  const parsed = configSchema.safeParse(raw);
  if (!parsed.success) return { ok: false, faults: parsed.error.issues.flatMap((each) => faultsOf(each, text, tree)) };
  const wrong = contradictions(parsed.data);
  if (wrong.length > 0) {
    return { ok: false, faults: wrong.map(({ path, message }) => located(text, tree, path, message)) };
  }
  return { ok: true, config: parsed.data };
}

/** Keys that stand twice in one section: JSON takes the last in silence, and whoever wrote the first wonders. */
function givenTwice(text: string, node: Node, above: readonly string[] = []): readonly ConfigFault[] {
  if (node.type === 'array') return (node.children ?? []).flatMap((each) => givenTwice(text, each, above));
  if (node.type !== 'object') return [];
  const seen = new Map<unknown, number>();
  return (node.children ?? []).flatMap((property) => {
    const [name, value] = property.children ?? [];
    const path = [...above, String(name?.value)];
    const line = lineAt(text, property.offset);
    const first = seen.get(name?.value);
    seen.set(name?.value, line);
    const again = { line, key: path.join('.'), message: `stands in line ${first} already` };
    return [...(first === undefined ? [] : [again]), ...(value ? givenTwice(text, value, path) : [])];
  });
}

/** The parser goes down with the text, and the stack is at its end before the text is. */
function treeOf(text: string, errors: ParseError[]): Node | 'too-deep' | undefined {
  try {
    return parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  } catch (error) {
    if (error instanceof RangeError) return 'too-deep';
    throw error;
  }
}

/** `file:line: key: message`, one line a fault, as compilers print it. */
export function describeFaults(file: string, faults: readonly ConfigFault[]): string {
  return faults
    .map(({ line, key, message }) =>
      [line === undefined ? file : `${file}:${line}`, key, message].filter(Boolean).join(': '),
    )
    .join('\n');
}

function faultsOf(issue: z.core.$ZodIssue, text: string, tree: Node): readonly ConfigFault[] {
  const path = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys') return [located(text, tree, path, issue.message)];
  const known = keysAt(path);
  return issue.keys.map((name) => located(text, tree, [...path, name], `unknown key; known here: ${known.join(', ')}`));
}

/** The keys the schema knows in the section at `path`. */
function keysAt(path: readonly string[]): readonly string[] {
  return Object.keys(shapeOf(schemaAt(path)) ?? {});
}

/** What the key or section at `path` has to be; undefined where there is none. */
function schemaAt(path: readonly string[]): unknown {
  return path.reduce<unknown>((node, name) => shapeOf(node)?.[name], configSchema);
}

function shapeOf(schema: unknown): Record<string, unknown> | undefined {
  let current = schema;
  while (isObject(current) && isObject(current.def) && 'innerType' in current.def) current = current.def.innerType;
  if (isObject(current) && isObject(current.shape)) return current.shape;
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The fault with the line of its key, or of the nearest section above it that the file spells out. */
function located(text: string, tree: Node, path: readonly string[], message: string): ConfigFault {
  const said = redacted(message);
  for (let length = path.length; length > 0; length -= 1) {
    const segments = path.slice(0, length).map((name) => (/^\d+$/.test(name) ? Number(name) : name));
    const node = findNodeAtLocation(tree, segments);
    if (node) return { line: lineAt(text, node.parent?.offset ?? node.offset), key: path.join('.'), message: said };
  }
  return { line: 1, key: path.join('.'), message: said };
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function assign(target: unknown, path: readonly string[], value: unknown): void {
  const [name, ...rest] = path;
  if (name === undefined || !isObject(target)) return;
  if (rest.length === 0) {
    target[name] = value;
    return;
  }
  if (!isObject(target[name])) target[name] = {};
  assign(target[name], rest, value);
}
