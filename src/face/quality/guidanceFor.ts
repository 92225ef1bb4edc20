import type { FaceGuidance } from '../guidance.ts';
import type { Reading } from '../readPicture.ts';
import { type FaceFlaw, flawOf } from './flaw.ts';
import type { FaceMeasures } from './measures.ts';

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
  return flaw ? toMend[flaw] : 'hold-still';
}
