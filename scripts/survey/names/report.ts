import { type ClassFigures, type NameFigures, total } from './measure.ts';

/** The figures as the Markdown that docs/measured/names.md holds. */
export function asMarkdown({ seed, same, other }: NameFigures): string {
  const all = (figures: readonly ClassFigures[]) => figures.reduce((sum, { pairs }) => sum + pairs, 0);
  const [ones, twos] = [all(same), all(other)];
  return [
    `Seed ${seed}. One person in two notations, ${ones} pairs: **false "another person" ${share(total(same, 'other'), ones)}**, not decided and left to staff ${share(total(same, 'unknown'), ones)}. Two people, ${twos} pairs: **false "same person" ${share(total(other, 'same'), twos)}**.`,
    '',
    '## One person',
    '',
    table(same),
    '',
    '## Two people',
    '',
    table(other),
  ].join('\n');
}

function table(figures: readonly ClassFigures[]): string {
  const rows = figures.map(
    ({ title, pairs, said }) => `| ${title} | ${pairs} | ${said.same} | ${said.unknown} | ${said.other} |`,
  );
  return ['| class | pairs | same | cannot be said | another |', '|---|---:|---:|---:|---:|', ...rows].join('\n');
}

function share(part: number, whole: number): string {
  return `${part} (${((100 * part) / whole).toFixed(2)} %)`;
}
