import type { Target } from './targets.ts';

/** What the installer writes on the bare console: in English, which has no Japanese letters, and in short words. */

/** What must be typed: not a key somebody hits by accident. */
export const confirmation = 'install';

const gigabytes = ({ bytes }: Target): string => `${Math.round(bytes / 1e9)} GB`;

function described(target: Target): string {
  const holds = target.holds.length === 0 ? 'empty' : `holds: ${target.holds.join(', ')}`;
  return `${target.device}  ${gigabytes(target)}  ${target.model}  (${holds})`;
}

/** The question, where there is one disk; else why nothing can be written. */
export function questionPage(version: string, targets: readonly Target[]): string {
  const [target, ...others] = targets;
  const head = ['', `  UKETSUKE ${version}   installer`, ''];
  if (!target)
    return [
      ...head,
      '  No internal disk that is large enough was found. (U-733)',
      '  Switch the machine off.',
      '',
    ].join('\n');
  if (others.length > 0) {
    return [
      ...head,
      '  There is more than one internal disk (U-733):',
      ...targets.map((each) => `    ${described(each)}`),
      '  Take out all but the one that is to be used. Nothing was written.',
      '',
    ].join('\n');
  }
  return [
    ...head,
    '  The system will be written to this disk:',
    `    ${described(target)}`,
    '',
    '  EVERYTHING ON IT IS LOST.',
    '',
    `  To go on, type the word  ${confirmation}  and press Enter.`,
    '  To leave it as it is, switch the machine off.',
    '',
    '  > ',
  ].join('\n');
}

/** Where it could not be written to its end. @param why as a program or the system said it */
export function failedPage(device: string, why: string): string {
  return [
    '',
    `  The system could not be written to ${device}. (U-735)`,
    ...why
      .trim()
      .split('\n')
      .slice(0, 4)
      .map((line) => `    ${line}`),
    '  The disk cannot be started from. Switch the machine off and begin again;',
    '  if that does not help, use another stick or another disk.',
    '',
  ].join('\n');
}

/** What is to be done once everything is on the disk. */
export function writtenPage(): string {
  return ['', '  Done. The machine switches itself off.', '  Pull out the stick, then switch it on.', ''].join('\n');
}
