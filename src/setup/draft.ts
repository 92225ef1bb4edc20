import { isDeepStrictEqual } from 'node:util';
import { configSchema } from '../config/schema.ts';

/** A configuration on its way: what the file will hold, as JSON has it. */
export type Draft = Readonly<Record<string, unknown>>;

/** What an answer changes, by dotted path; `undefined` takes the key out, so that its default holds. */
export type Changes = Readonly<Record<string, unknown>>;

/** Said in every file, whatever the default: whose kiosk this is, and what it may do. */
const alwaysSaid: ReadonlySet<string> = new Set(['clinic.name', 'clinic.institutionCode', 'kiosk.id', 'kiosk.mode']);

const defaults: Draft = configSchema.parse({});

/** What stands at a dotted path; the default where nothing does, `undefined` where there is no such key. */
export function valueIn(draft: Draft, path: string): unknown {
  return at(draft, path) ?? at(defaults, path);
}

/** The same as text; empty where it is none. */
export function textIn(draft: Draft, path: string): string {
  const value = valueIn(draft, path);
  return typeof value === 'string' ? value : '';
}

/** The same as a list of texts; empty where it is none. */
export function textsIn(draft: Draft, path: string): readonly string[] {
  const value = valueIn(draft, path);
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** Whether the draft itself says something there. */
export function isSaid(draft: Draft, path: string): boolean {
  return at(draft, path) !== undefined;
}

/** The draft with the changes in it; the one before stays as it was. */
export function changed(draft: Draft, changes: Changes): Draft {
  return Object.entries(changes).reduce((made, [path, value]) => put(made, path.split('.'), value), draft);
}

/** The draft without what says the same as the default would: a short file says what is special about this clinic. */
export function minimal(draft: Draft): Draft {
  return within(draft, defaults, '');
}

function within(part: Draft, usual: unknown, above: string): Draft {
  const kept = Object.entries(part).flatMap(([name, value]): [string, unknown][] => {
    const path = above === '' ? name : `${above}.${name}`;
    const otherwise = isSection(usual) ? usual[name] : undefined;
    if (isSection(value)) {
      const inner = within(value, otherwise, path);
      return Object.keys(inner).length === 0 ? [] : [[name, inner]];
    }
    return alwaysSaid.has(path) || !isDeepStrictEqual(value, otherwise) ? [[name, value]] : [];
  });
  return Object.fromEntries(kept);
}

/** An own key, never one of `Object.prototype`: paths come from this program, sections perhaps from a file. */
function at(part: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((node, name) => (isSection(node) && Object.hasOwn(node, name) ? node[name] : undefined), part);
}

function put(part: Draft, [name, ...rest]: readonly string[], value: unknown): Draft {
  if (name === undefined) return part;
  const { [name]: before, ...others } = part;
  if (rest.length > 0) return { ...part, [name]: put(isSection(before) ? before : {}, rest, value) };
  return value === undefined ? others : { ...part, [name]: value };
}

/** Whether a value is a section of the file, and not a list or a value. */
export function isSection(value: unknown): value is Draft {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
