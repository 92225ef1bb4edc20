import type { ChallengePolicy } from '../../../src/face/liveness/evidence.ts';
import type { CropFigures } from './crops.ts';
import { classificationError, type Tally } from './tally.ts';

/** Everything measured with one profile. */
export interface ProfileFigures {
  readonly profile: string;
  readonly tables: readonly { readonly challenge: ChallengePolicy; readonly rows: readonly Tally[] }[];
  readonly crops: CropFigures | null;
}

/** The figures as the Markdown that docs/measured/face-liveness.md holds. */
export function asMarkdown(figures: readonly ProfileFigures[]): string {
  return figures.map(profileSection).join('\n');
}

function profileSection({ profile, tables, crops }: ProfileFigures): string {
  const parts = tables.map(({ challenge, rows }) => `### \`face.liveness\` = \`${challenge}\`\n\n${tableOf(rows)}\n`);
  return [`## Profile \`${profile}\`\n`, ...parts, ...(crops ? [cropsLine(crops)] : [])].join('\n');
}

const columns = [
  'shown to the camera',
  'shown',
  'accepted at once',
  'challenged',
  'accepted after the challenge',
  'refused',
  'APCER / BPCER',
  'passive says living',
  'median s',
] as const;

function tableOf(rows: readonly Tally[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = columns.map((_, i) => (i === 0 ? '---' : '---:'));
  return [line(columns), line(rule), ...rows.map((row) => line(cellsOf(row)))].join('\n');
}

function cellsOf(row: Tally): readonly string[] {
  const { species, passive, medianMs } = row;
  const error = classificationError(row);
  return [
    species.name,
    String(row.presentations),
    String(row.accepted),
    String(row.challenged),
    String(row.acceptedAsked),
    String(row.refused),
    error === null ? '–' : `${percent(error)} of ${row.matched}`,
    passive ? `${passive.live} of ${passive.asked}` : '–',
    medianMs === null ? '–' : (medianMs / 1_000).toFixed(1),
  ];
}

function cropsLine({ live, print, apcer, bpcer, auc, eer }: CropFigures): string {
  return (
    `Passive networks alone on ${live} living and ${print} printed crops of a public set: APCER ${percent(apcer)}, ` +
    `BPCER ${percent(bpcer)} at the product’s limit; equal error ${percent(eer)}, AUC ${auc.toFixed(3)}.\n`
  );
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
