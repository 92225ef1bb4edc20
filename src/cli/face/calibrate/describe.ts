import type { Advice } from '../../../face/calibration/advice.ts';
import type { ScoreBar } from '../../../face/calibration/bars.ts';
import type { CalibrationReport, Kind } from '../../../face/calibration/report.ts';
import { pairsOfWords } from '../../words.ts';

const advised: Readonly<Record<Advice, string>> = {
  light: 'Light: even, from the front; no window or lamp behind the person or to one side.',
  distance: 'Distance: the face a third to a half of the height of the picture; mark the place on the floor.',
  height: 'Height: the camera at the height of the eyes, so that nobody looks up or down.',
  uncovered:
    'Masks, caps and hair before the face: off for the moment, with a sentence that says so beside the camera.',
  lens: 'Lens: clean it, see that it is in focus and the camera does not shake.',
  'nobody-behind': 'Background: nobody beside or close behind the one who is looked at.',
  'look-over': 'Look over light, distance, height of the camera and lens with "uketsuke face watch".',
};

/** What a calibration came to, for a terminal: figures, bars, and what follows from them. */
export function describe(report: CalibrationReport): string {
  return [figures(report), drawn(report), ...conclusions(report).map((line) => `${line}\n`)].join('\n');
}

function figures(report: CalibrationReport): string {
  const { profile, ownNetwork, measure, people, pictures, threshold, genuine, impostor, reference } = report;
  const beside = (value: (kind: Kind) => string, of: 'genuine' | 'impostor') =>
    `${value(report[of])}${reference ? ` (reference ${value(reference[of])})` : ''}`;
  const median = (kind: Kind) => (kind.median === null ? 'none' : kind.median.toFixed(2));
  const [atLeast, documented] = [measure === 'cosine' ? '≥' : '≤', threshold.falseMatchRate];
  const others = Object.values(pictures.notJudged).reduce((sum, count) => sum + count, 0);
  return pairsOfWords([
    ['profile', ownNetwork === null ? profile : `${profile}, with ${ownNetwork}`],
    ['people', `${people}; ${pictures.judged} of ${pictures.judged + others} pictures compared${reasons(report)}`],
    [
      'threshold',
      `${atLeast} ${threshold.at}; false match ${documented === null ? 'not documented' : `${oneIn(documented)}, documented`}`,
    ],
    ['same person', `${genuine.comparisons} comparisons, median ${beside(median, 'genuine')}`],
    ['', `not recognised ${beside((kind) => percent(1 - kind.matching), 'genuine')}`],
    ['strangers', `${impostor.comparisons} comparisons, median ${beside(median, 'impostor')}`],
    ['', `taken for each other ${beside((kind) => percent(kind.matching), 'impostor')}`],
    ['reference', reference?.set ?? 'none: nobody here has measured this network'],
  ]);
}

function reasons({ pictures }: CalibrationReport): string {
  const counted = Object.entries(pictures.notJudged).toSorted(([, one], [, other]) => other - one);
  return counted.length === 0 ? '' : ` (not: ${counted.map(([reason, count]) => `${reason} ${count}`).join(', ')})`;
}

const barLength = 20;
const shareLength = 8;
const edgeLength = 8;

/** Bars of both kinds by score, the most alike first, each beside its share on the reference. */
function drawn({ bars, measure, threshold, reference }: CalibrationReport): string {
  const most = Math.max(...bars.flatMap(({ genuine, impostor }) => [genuine, impostor]));
  const share = (value: number) =>
    (value === 0 ? '' : value < 0.001 ? '< 0.1 %' : percent(value)).padStart(shareLength);
  const bar = (value: number) => {
    const length = value === 0 ? 0 : Math.max(1, Math.round((barLength * value) / most));
    return `  ${'#'.repeat(length).padEnd(barLength)}${share(value)}`;
  };
  const row = ({ from, genuine, impostor, reference: there }: ScoreBar) => {
    const edge = `${measure === 'cosine' ? '≥' : '≤'} ${from.toFixed(2).padStart(5)}`;
    const beside = (value: number | undefined) => (value === undefined ? '' : share(value));
    const columns = [bar(genuine), beside(there?.genuine), bar(impostor), beside(there?.impostor)];
    return `${edge.padEnd(edgeLength)}${columns.join('')}`.trimEnd();
  };
  const heading = (kind: string) =>
    `  ${kind.padEnd(barLength + shareLength)}${reference ? 'ref.'.padStart(shareLength) : ''}`;
  const rows = (isMatch: boolean) => bars.filter((each) => each.isMatch === isMatch).map(row);
  return [
    `${''.padEnd(edgeLength)}${heading('same person, here')}${heading('strangers, here')}`.trimEnd(),
    ...rows(true),
    `-------- above: a match, from ${threshold.at} on`,
    ...rows(false),
    '',
  ].join('\n');
}

function conclusions({
  impostor,
  threshold,
  isLow,
  proposal,
  advice,
  reference,
}: CalibrationReport): readonly string[] {
  return [worthOf(impostor, threshold.falseMatchRate), ...whatNow()];

  function whatNow(): readonly string[] {
    // Whoever is taken for somebody else comes before everything.
    if (impostor.pairsMatching > 0) return [];
    if (!isLow) return ['People match themselves as well as can be expected: leave the threshold as it is.'];
    if (proposal) {
      return [
        `People match themselves too rarely here. Proposed threshold: ${proposal.at}, at which ${percent(proposal.matching)} of the same comparisons match; the documented false-match rate still holds (to ${reference?.laxest}).`,
      ];
    }
    return [
      'People match themselves too rarely here. No other threshold is proposed: a laxer one has more false matches than documented. Change the place instead, then measure again:',
      ...advice.map((each) => ` - ${advised[each]}`),
    ];
  }
}

/** How much so many strangers can say. */
function worthOf(
  { pairs, pairsMatching, rateBelow }: CalibrationReport['impostor'],
  documented: number | null,
): string {
  if (rateBelow === null) {
    return `${pairsMatching} of ${pairs} pairs of people would be taken for each other. Unless one of them sat under two letters, or they are close relatives: do without the face match, and tell whoever looks after the kiosk.`;
  }
  const needed =
    documented === null
      ? ''
      : ` To show ${oneIn(documented)} it would take ${Math.ceil(3 / documented - 1e-6)} pairs; that rate rests on the reference.`;
  const said =
    rateBelow < 1
      ? `with 95 %, the rate of false matches here is below ${percent(rateBelow)} (3 in ${pairs}).`
      : 'too few to say anything about strangers.';
  return `Pairs of people: ${pairs}, none taken for each other; ${said}${needed}`;
}

function oneIn(rate: number): string {
  return `1 in ${Math.round(1 / rate)}`;
}

function percent(share: number): string {
  return share > 0 && share < 0.001
    ? `${(100 * share).toPrecision(1)} %`
    : `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
}
