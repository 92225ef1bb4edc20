import { asPlainLine } from './plainLine.ts';

/** Nothing to see: white space of any width, control characters (fields padded with NUL), signs without width or ink. */
const nothing = /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** Whether a text says nothing. What is absent, empty or blank is one thing. */
export function isBlank(text: string): boolean {
  return nothing.test(text);
}

/**
 * What another machine wrote, as it is shown: texts as plain lines, and without what says nothing, which is what is blank
 * or null, and lists and groups with nothing in them. Asked for by a schema that is absent, and its defaults stand for it.
 */
export function withoutBlanks(value: unknown): unknown {
  if (typeof value === 'string') return presentLine(value);
  if (value === null) return undefined;
  if (Array.isArray(value)) return value.map(withoutBlanks).filter((each) => each !== undefined);
  if (typeof value !== 'object') return value;
  const said = Object.entries(value).flatMap(([name, each]) => {
    const kept = withoutBlanks(each);
    return kept === undefined ? [] : [[name, kept] as const];
  });
  return said.length === 0 ? undefined : Object.fromEntries(said);
}

function presentLine(text: string): string | undefined {
  const line = asPlainLine(text);
  return isBlank(line) ? undefined : line;
}
