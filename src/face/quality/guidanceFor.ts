import type { FaceGuidance } from '../guidance.ts';
import type { Reading } from '../readPicture.ts';
import { type FaceFlaw, flawOf } from './flaw.ts';
import type { FaceMeasures } from './measures.ts';
import { directionFor } from './placement.ts';

/** What a picture shows, as far as words for the patient go. */
type Shown = { readonly kind: 'face'; readonly measures: FaceMeasures } | Exclude<Reading, { readonly kind: 'face' }>;

const withoutFace: Readonly<Record<Exclude<Shown['kind'], 'face'>, FaceGuidance>> = {
  'no-picture': 'look-here',
  'no-face': 'look-here',
  dark: 'to-the-light',
  several: 'one-person',
};

const toMend: Readonly<Record<FaceFlaw, FaceGuidance>> = {
  'too-far': 'closer',
  'too-near': 'farther',
  covered: 'uncover',
  'looks-away': 'look-straight',
  'bad-light': 'to-the-light',
  blurred: 'hold-still',
};

/** What a picture asks of the patient; `hold-still` also means that all is well. Always a request, never a reproach. */
export function guidanceFor(shown: Shown): FaceGuidance {
  if (shown.kind !== 'face') return withoutFace[shown.kind];
  const flaw = flawOf(shown.measures);
  const isFar = flaw === 'too-far' || flaw === 'too-near';
  // A face at the edge is cut off, and looks covered, turned and blurred for nothing else.
  const direction = isFar ? undefined : directionFor(shown.measures.placement);
  if (direction) return direction;
  return flaw ? toMend[flaw] : 'hold-still';
}

/** Whether the face is where it can be judged best: neither too far nor too near, and about in the middle. */
export function isInPlace(measures: FaceMeasures): boolean {
  const flaw = flawOf(measures);
  return flaw !== 'too-far' && flaw !== 'too-near' && directionFor(measures.placement) === undefined;
}
