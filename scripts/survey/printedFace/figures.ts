import type { NoNumber } from '../../../src/card/printedFace/pictureReader.ts';
import { type ConditionName, conditionNames, isHard } from '../../../src/simulator/printedFace/conditions.ts';
import type { PhotographRead, Placement } from './cardPlacement.ts';

/** How some photographs were read, and what became of the cards on them. */
export interface Figures {
  readonly photographs: number;
  readonly right: number;
  readonly refused: number;
  /** Of single photographs: a wrong number that no second photograph has confirmed is not sent. */
  readonly wrong: number;
  readonly cards: number;
  readonly sentRight: number;
  readonly sentWrong: number;
  readonly reasons: Readonly<Partial<Record<NoNumber, number>>>;
  /** Median of reading one photograph, milliseconds. */
  readonly ms: number;
}

export interface Survey {
  readonly conditions: readonly (Figures & { readonly condition: ConditionName; readonly hard: boolean })[];
  readonly ordinary: Figures;
  readonly hard: Figures;
  readonly all: Figures;
}

export function surveyOf(placements: readonly Placement[]): Survey {
  const of = (belongs: (condition: ConditionName) => boolean) =>
    figuresOf(placements.filter(({ condition }) => belongs(condition)));
  return {
    conditions: conditionNames.map((condition) => ({
      condition,
      hard: isHard(condition),
      ...of((each) => each === condition),
    })),
    ordinary: of((each) => !isHard(each)),
    hard: of(isHard),
    all: of(() => true),
  };
}

function figuresOf(placements: readonly Placement[]): Figures {
  const photographs = placements.flatMap((placement) => placement.photographs);
  const count = (outcome: PhotographRead['outcome']) => photographs.filter((each) => each.outcome === outcome).length;
  const sent = (what: Placement['sent']) => placements.filter((placement) => placement.sent === what).length;
  const [right, wrong] = [count('right'), count('wrong')];
  const reasons: Partial<Record<NoNumber, number>> = {};
  for (const { outcome } of photographs) {
    if (outcome !== 'right' && outcome !== 'wrong') reasons[outcome] = (reasons[outcome] ?? 0) + 1;
  }
  return {
    photographs: photographs.length,
    right,
    refused: photographs.length - right - wrong,
    wrong,
    cards: placements.length,
    sentRight: sent('right'),
    sentWrong: sent('wrong'),
    reasons,
    ms: median(photographs.map(({ ms }) => ms)),
  };
}

/** The survey as a Markdown table. */
export function surveyTable({ conditions, ordinary, hard, all }: Survey): string {
  const row = (name: string, figures: Figures) => {
    const { photographs, right, refused, wrong, cards, sentRight, sentWrong } = figures;
    const cells = [name, photographs, `${right} (${percent(right, photographs)})`, refused, wrong];
    return `| ${[...cells, cards, sentRight, cards - sentRight - sentWrong, sentWrong].join(' | ')} |`;
  };
  return [
    '| condition | photographs | read right | refused | read wrong | cards | right number sent | nothing sent | **wrong number sent** |',
    '|---|---:|---:|---:|---:|---:|---:|---:|---:|',
    ...conditions.filter((each) => !each.hard).map((each) => row(each.condition, each)),
    row('**ordinary**', ordinary),
    ...conditions.filter((each) => each.hard).map((each) => row(each.condition, each)),
    row('**hard**', hard),
    row('**all**', all),
  ].join('\n');
}

function percent(part: number, whole: number): string {
  return whole === 0 ? 'none' : `${Math.round((100 * part) / whole)} %`;
}

function median(values: readonly number[]): number {
  return Math.round(values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0);
}
