import { z } from 'zod';
import { configSchema } from '../../src/config/schema.ts';

type Schema = z.core.JSONSchema.BaseSchema;

/** docs/reference/configuration.md: every key with its default, its range and its reason, made from the schema. */
export function configurationPage(): string {
  const sections = sectionsOf([], z.toJSONSchema(configSchema, { io: 'input' }));
  return `${[
    '# Configuration',
    'Every key of `kiosk.config.json`. All have a default, so that a file names only what differs. It is strict JSON without comments, and a key that is not listed here is refused. `uketsuke config check FILE` says what is wrong and on which line, and the `$schema` in the file lets editors complete and explain. Paths are relative to the file. Made from `src/config/schema.ts` by `npm run docs:reference`.',
    ...sections.filter(({ rows }) => rows.length > 0).map(sectionText),
  ].join('\n\n')}\n`;
}

interface Section {
  readonly path: readonly string[];
  readonly description: string;
  readonly rows: readonly string[];
}

/** A section and those within it, each with the rows of its own keys. */
function sectionsOf(path: readonly string[], schema: Schema): readonly Section[] {
  const entries = Object.entries(schema.properties ?? {}).filter(([name]) => name !== '$schema');
  const parts = entries.map(([name, each]) => ({ name, schema: objectSchema(each) }));
  const own: Section = {
    path,
    description: schema.description ?? '',
    rows: parts.filter((part) => !isSection(part.schema)).map((part) => row(part.name, part.schema)),
  };
  const inner = parts.filter((part) => isSection(part.schema));
  return [own, ...inner.flatMap((part) => sectionsOf([...path, part.name], part.schema))];
}

/** What may be left out whole: an object whose keys all have defaults. */
function isSection({ properties, default: fallback }: Schema): boolean {
  return properties !== undefined && JSON.stringify(fallback) === '{}';
}

function sectionText({ path, description, rows }: Section): string {
  const table = ['| key | default | may be | what it is, and why |', '|---|---|---|---|', ...rows].join('\n');
  return `## \`${path.join('.')}\`\n\n${prose(description)}\n\n${table}`;
}

function row(name: string, schema: Schema): string {
  if (schema.description === undefined) throw new Error(`a key without a description: ${name}`);
  const fallback = schema.default === '' ? 'empty' : code(JSON.stringify(schema.default));
  return `| \`${name}\` | ${fallback} | ${rangeText(schema)} | ${prose(schema.description)} |`;
}

/** What a key may hold, in a few words. */
function rangeText(schema: Schema): string {
  if (schema.anyOf) return schema.anyOf.map((each) => rangeText(objectSchema(each))).join(' or ');
  if (schema.const !== undefined) return schema.const === '' ? 'empty' : code(JSON.stringify(schema.const));
  if (schema.enum) return schema.enum.map((each) => code(`${each}`)).join(', ');
  switch (schema.type) {
    case 'boolean':
      return '`true`, `false`';
    case 'integer':
    case 'number':
      return `${grouped(schema.minimum)} to ${grouped(schema.maximum)}`;
    case 'string':
      return textRange(schema);
    case 'array':
      return `list: ${rangeText(objectSchema(Array.isArray(schema.items) ? undefined : schema.items))}`;
    case 'object':
      return Object.keys(schema.properties ?? {})
        .map((each) => code(each))
        .join(', ');
    default:
      throw new Error(`a key of a kind that has no words yet: ${JSON.stringify(schema)}`);
  }
}

const formats: Readonly<Record<string, string>> = { uri: 'a URL', ipv4: 'an IPv4 address', ipv6: 'an IPv6 address' };

function textRange({ format, pattern, maxLength, minLength }: Schema): string {
  if (format !== undefined && formats[format]) return formats[format];
  if (pattern !== undefined) return `matches ${code(pattern)}`;
  if (maxLength !== undefined) return `text of ${minLength ?? 0} to ${maxLength} characters`;
  return minLength === undefined ? 'text' : 'text, not empty';
}

function objectSchema(schema: Schema | boolean | undefined): Schema {
  if (typeof schema !== 'object') throw new Error('a key may hold anything');
  return schema;
}

function grouped(value: number | undefined): string {
  if (value === undefined) throw new Error('a number without a range');
  return value.toLocaleString('en');
}

/** Within a table a bar ends the cell. */
function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}

/** Pages that a description names become links. */
function prose(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\bdocs\/([\w./-]+\.(?:md|yaml))/g, '[docs/$1](../$1)');
}
