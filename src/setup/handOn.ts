import { z } from 'zod';
import { checkConfig } from '../config/load.ts';
import { isPemText } from '../kernel/pemText.ts';
import { strictText } from '../kernel/strictText.ts';
import { failed, ok, type Result } from '../problem/result.ts';
import { allSteps } from './catalogue.ts';
import { changed, type Draft, isSaid, isSection, minimal, valueIn } from './draft.ts';
import type { StepId } from './stepIds.ts';

/** A kiosk's settings are some kilobytes, certificates included. Bytes. */
export const mostOfImport = 256 * 1024;

/**
 * Sections that no step asks about and that mean the same at any kiosk: words, times, what is asked. What names a
 * program, a file, a port, a device or another place to send to is none of them.
 */
const alsoTaken: readonly string[] = [
  'clinic.afterCheckIn',
  'clinic.afterFirstVisit',
  'kiosk.selfTestAt',
  'screen.languages',
  'screen.defaultLanguage',
  'screen.practice',
  'screen.reader',
  'screen.cleaningSeconds',
  'accessibility',
  'desk.disasterHours',
  'desk.emergencyMinutes',
  'desk.listColumns',
  'desk.samePersonDays',
  'desk.lockMinutes',
  'visit',
  'consent',
  'prescription',
  'subsidies',
  'eligibility.nameVariants',
  'eligibility.timeoutSeconds',
  'outbox.retentionHours',
  'face.liveness',
  'face.attempts',
  'face.attemptSeconds',
  'speech.silentHours',
];

/** What of another kiosk's configuration is taken over. */
export interface Import {
  readonly draft: Draft;
  /** Steps that it speaks about: to be looked at, and those that send somewhere to be answered here. */
  readonly steps: readonly StepId[];
  /** Keys that were left out, dotted: this machine's own, or nothing a file from outside may say. */
  readonly left: readonly string[];
}

/**
 * Takes over what another kiosk exported, bytes as they came. It may come from anybody: it has to be a whole
 * configuration, and only what is listed is taken; a program to run, a file to read, a device or a secret never is.
 * Errors: U-744.
 */
export function importedFrom(bytes: Uint8Array, into: Draft): Result<Import> {
  if (bytes.length > mostOfImport) return failed('U-744', 'too long to be a configuration');
  const text = strictText(bytes)?.replace(/^\ufeff/, '');
  if (text === undefined) return failed('U-744', 'not UTF-8');
  // A kiosk in production names things that this one is still without: what is judged is each key, not the whole.
  const verdict = checkConfig(text, [{ path: ['kiosk', 'mode'], value: 'trial' }]);
  if (!verdict.ok) {
    const [fault] = verdict.faults;
    return failed('U-744', fault && [fault.key, fault.message].filter((part) => part !== '').join(': '));
  }
  const from = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  const asked = allSteps.flatMap(({ owns, own = [] }) => owns.filter((path) => !own.includes(path)));
  const taken = [...asked, ...alsoTaken].filter((path) => isSaid(from, path) && mayTravel(path, valueIn(from, path)));
  const draft = taken.reduce((made, path) => changed(made, { [path]: valueIn(from, path) }), into);
  const steps = allSteps.filter(({ owns }) => owns.some((path) => taken.includes(path))).map(({ id }) => id);
  const left = keysOf(from).filter(
    (key) => key !== '$schema' && !taken.some((path) => key === path || key.startsWith(`${path}.`)),
  );
  return ok({ draft, steps, left });
}

/** Certificates travel as text; the name of a file means nothing on another disk. */
function mayTravel(path: string, value: unknown): boolean {
  const isFile = path.endsWith('File') || path === 'card.trustAnchors' || path === 'card.faceIssuers';
  const values = Array.isArray(value) ? value : [value];
  return !isFile || values.every((each) => typeof each === 'string' && (each === '' || isPemText(each)));
}

/**
 * What the next kiosk is given: the configuration itself, short, without anything secret. Secrets lie in files of
 * their own, and here stands which files those are; certificates of authorities go along as text.
 * @param pemOf what a PEM file beside this configuration holds; undefined where it cannot be read
 */
export function exported(draft: Draft, pemOf: (file: string) => string | undefined): string {
  const withText = (value: unknown): unknown =>
    typeof value === 'string' && value !== '' && !isPemText(value) ? (pemOf(value) ?? value) : value;
  const certificates = allSteps
    .flatMap(({ owns, own = [] }) => owns.filter((path) => !own.includes(path)))
    .filter((path) => isSaid(draft, path) && (path.endsWith('caFile') || path.startsWith('card.')));
  const whole = certificates.reduce((made, path) => {
    const value = valueIn(draft, path);
    return changed(made, { [path]: Array.isArray(value) ? value.map(withText) : withText(value) });
  }, draft);
  return `${JSON.stringify(minimal(whole), null, 2)}\n`;
}

function keysOf(part: Draft, above = ''): readonly string[] {
  return Object.entries(part).flatMap(([name, value]) => {
    const path = above === '' ? name : `${above}.${name}`;
    return isSection(value) ? keysOf(value, path) : [path];
  });
}
