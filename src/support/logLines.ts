import { constants } from 'node:os';
import { allChecks } from '../diagnostics/catalogue.ts';
import { isSinkName } from '../outbox/sinks/sinkNames.ts';
import { problemCode } from '../problem/problemCode.ts';
import { type ChartWords, chartWords, type StateNames } from '../visit/chartWords.ts';
import { drawnMachine } from '../visit/drawnMachine.ts';
import { logMessages } from './logMessages.ts';
import { technicalParts } from './technical.ts';

/** The end of the log as it goes to others. */
export interface ToldLog {
  /** One for each line of the log that could be read, in their order. */
  readonly lines: readonly string[];
  /** How many words and values did not go along. */
  readonly leftOut: number;
}

/**
 * The log in lines for people: time, level, message, and what is known to be nobody's. The log is meant to hold no patient
 * at all; should a fault ever have put one there, this takes nobody along: only what has a place here comes through.
 */
export function toldLog(lines: readonly string[]): ToldLog {
  const told = lines.map(toldLine);
  return {
    lines: told.map(({ text }) => text),
    leftOut: told.reduce((sum, each) => sum + each.leftOut, 0),
  };
}

interface ToldLine {
  readonly text: string;
  readonly leftOut: number;
}

const levels: Readonly<Record<number, string>> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
};

function toldLine(line: string): ToldLine {
  const fields = fieldsIn(line);
  if (!fields) return { text: '（読めない行）', leftOut: 1 };
  const { time, level, msg, kiosk: _, ...rest } = fields;
  const message = messageOf(msg);
  const values = Object.entries(rest).flatMap(([name, value]) => {
    const told = Object.hasOwn(kinds, name) ? kinds[name]?.(value) : undefined;
    return told === undefined ? [] : [`${name}=${told}`];
  });
  const leftOut = Object.keys(rest).length - values.length + (message === undefined ? 1 : 0);
  const text = [timeOf(time), levels[Number(level)] ?? '', message ?? '…', ...values].join('  ');
  return { text: leftOut === 0 ? text : `${text}  （ほか ${leftOut}）`, leftOut };
}

function fieldsIn(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(line);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : undefined;
  } catch {
    return undefined;
  }
}

function timeOf(value: unknown): string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) ? value : '';
}

function messageOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const [, repeated = '', said = ''] = /^(\d{1,6} more of the same in \d{1,6} s: )?(.*)$/s.exec(value) ?? [];
  if (/^dropped \d{1,9} lines$/.test(said)) return value;
  return logMessages.has(said) ? `${repeated}${said}` : undefined;
}

type Kind = (value: unknown) => string | undefined;

const code: Kind = (value) => {
  const parsed = problemCode.safeParse(value);
  if (parsed.success) return parsed.data;
  return typeof value === 'object' && value !== null && 'code' in value ? code(value.code) : undefined;
};
const technical: Kind = (value) => (typeof value === 'string' ? technicalParts(value) : undefined);
const figure: Kind = (value) => (typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined);
const yesOrNo: Kind = (value) => (typeof value === 'boolean' ? String(value) : undefined);
const oneOf =
  (isKnown: (text: string) => boolean): Kind =>
  (value) =>
    typeof value === 'string' && isKnown(value) ? value : undefined;

/** The statechart's own words; made when a log is told, which most kiosks never do. */
let drawn: ChartWords | undefined;
const chart = (): ChartWords => {
  drawn ??= chartWords(drawnMachine());
  return drawn;
};

const work = oneOf((text) => chart().work.has(text));
/** What a patient answered is told as answered alone. */
const event: Kind = (value) =>
  oneOf((text) => chart().events.has(text))(value)?.replace(/^(consent|item|prescription|subsidy|register)\..*/, '$1');

/** Where the statechart is, as `service:inService card:absent`. */
const state: Kind = (value) => stateWithin(value, chart().states);

function stateWithin(value: unknown, names: StateNames): string | undefined {
  if (typeof value === 'string') return names.has(value) ? value : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  const parts = Object.entries(value).map(([name, below]) => {
    const inner = names.get(name);
    const within = inner && stateWithin(below, inner);
    if (within === undefined) return undefined;
    return `${name}:${typeof below === 'object' ? `(${within})` : within}`;
  });
  return parts.includes(undefined) ? undefined : parts.join(' ');
}

/** `check.fault U-nnn`, each of a check that there is. */
const found: Kind = (value) => {
  if (!Array.isArray(value)) return undefined;
  const known = value.every((each) => {
    const [, check, fault, number] = /^([a-z-]+)\.([a-z-]+) (U-\d{3})$/.exec(String(each)) ?? [];
    const known = allChecks.find(({ id }) => id === check);
    const isFault = known !== undefined && fault !== undefined && (fault in known.faults || fault in ofAnyCheck);
    return isFault && code(number) !== undefined;
  });
  return known ? `[${value.join(', ')}]` : undefined;
};
const ofAnyCheck = { unfinished: true, broken: true };

/** Every field that a bundle knows, and what of its values is told. Whatever else a line holds stays at the clinic. */
const kinds: Readonly<Record<string, Kind>> = {
  code,
  problem: code,
  event,
  state,
  work,
  detail: technical,
  why: technical,
  error: technical,
  times: figure,
  more: figure,
  dropped: figure,
  longestMs: figure,
  waitMs: figure,
  attempts: figure,
  checks: figure,
  count: figure,
  simulator: yesOrNo,
  over: yesOrNo,
  found,
  sink: oneOf(isSinkName),
  signal: oneOf((text) => Object.hasOwn(constants.signals, text)),
  check: oneOf((text) => allChecks.some(({ id }) => id === text)),
};
