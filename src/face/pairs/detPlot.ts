import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import sharp from 'sharp';
import type { ScoreScale } from '../models/manifest.ts';
import { equalErrorRate, errorsAt, type OperatingPoint, type ScoredPair, tradeOff } from './errorRates.ts';
import { onScale } from './report.ts';

const size = { width: 640, height: 600, left: 84, right: 24, top: 60, bottom: 64 } as const;
/** Percentages along both axes. */
const ticks = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 40];
const least = 0.0005;
const most = 0.5;

/**
 * The detection error trade-off: false non-match over false match, both on the scale of the normal distribution, where
 * a good curve is a straight line. As ISO/IEC 19795 draws it.
 */
export function detSvg({ title, scale, pairs }: DetInput): string {
  const curve = tradeOff(pairs);
  const strangers = pairs.filter(({ same }) => !same).length;
  const x = scaleLinear([deviate(least), deviate(most)], [size.left, size.width - size.right]);
  const y = scaleLinear([deviate(least), deviate(most)], [size.height - size.bottom, size.top]);
  const place = ({ falseMatchRate, falseNonMatchRate }: OperatingPoint): [number, number] => [
    x(deviate(falseMatchRate)),
    y(deviate(falseNonMatchRate)),
  ];
  const stairs = line<OperatingPoint>(
    (point) => round(place(point)[0]),
    (point) => round(place(point)[1]),
  );
  const kiosk = errorsAt(pairs, onScale(scale)(scale.accept.at));
  const [kioskX, kioskY] = place(kiosk).map(round);
  const [right, bottom] = [size.width - size.right, size.height - size.bottom];
  const grid = ticks.flatMap((tick) => {
    const at = deviate(tick / 100);
    const [across, down] = [round(x(at)), round(y(at))];
    return [
      `<path d="M${across} ${size.top}V${bottom}M${size.left} ${down}H${right}" stroke="#e5e7eb" fill="none"/>`,
      `<text x="${across}" y="${bottom + 20}" text-anchor="middle">${tick}</text>`,
      `<text x="${size.left - 8}" y="${down + 4}" text-anchor="end">${tick}</text>`,
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" role="img" font-family="sans-serif" font-size="12" fill="#111827">`,
    `<title>${title}: false non-match over false match</title>`,
    `<rect width="${size.width}" height="${size.height}" fill="#ffffff"/>`,
    `<text x="${size.left}" y="24" font-size="15" font-weight="bold">${title}</text>`,
    `<text x="${size.left}" y="44" fill="#4b5563">${pairs.length} pairs, ${strangers} of strangers; equal error ${percent(equalErrorRate(curve))}</text>`,
    ...grid,
    `<path d="M${size.left} ${bottom}L${right} ${size.top}" stroke="#9ca3af" stroke-dasharray="4 4" fill="none"/>`,
    `<path d="${stairs(reduced(curve)) ?? ''}" fill="none" stroke="#0b6e4f" stroke-width="2.5" stroke-linejoin="round"/>`,
    `<circle cx="${kioskX}" cy="${kioskY}" r="5" fill="#b45309"/>`,
    `<text x="${(kioskX ?? 0) + 10}" y="${(kioskY ?? 0) - 8}" fill="#b45309">the kiosk's threshold, ${scale.accept.at}</text>`,
    `<text x="${(size.left + right) / 2}" y="${size.height - 18}" text-anchor="middle">false match, %</text>`,
    `<text transform="translate(24 ${(size.top + bottom) / 2}) rotate(-90)" text-anchor="middle">false non-match, %</text>`,
    '</svg>',
    '',
  ].join('\n');
}

export interface DetInput {
  readonly title: string;
  readonly scale: ScoreScale;
  readonly pairs: readonly ScoredPair[];
}

/** The same picture as PNG, twice as large. */
export function detImage(svg: string): Promise<Buffer> {
  return sharp(Buffer.from(svg), { density: 144 }).png().toBuffer();
}

/** Of points at which one error stands still, only the outermost: the corners of the stairs. */
function reduced(curve: readonly OperatingPoint[]): OperatingPoint[] {
  return curve.filter((point, at) => {
    const [before, after] = [curve[at - 1], curve[at + 1]];
    if (!before || !after) return true;
    const flat = (error: 'falseMatchRate' | 'falseNonMatchRate') =>
      before[error] === point[error] && point[error] === after[error];
    return !flat('falseMatchRate') && !flat('falseNonMatchRate');
  });
}

/** How many standard deviations from the middle a share lies, kept inside the axes. */
function deviate(share: number): number {
  return probit(Math.min(most, Math.max(least, share)));
}

/** Inverse of the normal distribution by Acklam's rational approximation; off by less than 1.2e-9 of its value. */
function probit(p: number): number {
  const a = [
    -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
  ];
  const b = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1];
  const c = [
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
    2.938163982698783,
  ];
  const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];
  const horner = (terms: readonly number[], at: number) => terms.reduce((sum, term) => sum * at + term, 0);
  if (p > 0.5) return -probit(1 - p);
  if (p >= 0.02425) {
    const q = p - 0.5;
    return (q * horner(a, q * q)) / horner(b, q * q);
  }
  const q = Math.sqrt(-2 * Math.log(p));
  return horner(c, q) / horner(d, q);
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}
