import type { WitnessName } from './witness.ts';

/** What is wrong with a trail, and where. Statistics are places in the trail as it was written. */
export type Finding =
  /** The record is not as it was written. `part`: its fields alone, or its time, event, place or hashes. */
  | { readonly kind: 'edited'; readonly sequence: number; readonly part: 'fields' | 'record' }
  /** Records that are gone, from between others or from the beginning. */
  | { readonly kind: 'removed'; readonly from: number; readonly through: number }
  /** Records in the places of others: what was written as `from` … `through` now stands `by` places further. */
  | { readonly kind: 'moved'; readonly from: number; readonly through: number; readonly by: number }
  /** A record that was never written here. `sequence` is where it stands now. */
  | { readonly kind: 'inserted'; readonly sequence: number }
  /** The chain was made anew somewhere in this range: a signature says something else. */
  | { readonly kind: 'rewritten'; readonly from: number; readonly through: number }
  /** The end is missing, at least up to `through`, which a signature vouches for. */
  | { readonly kind: 'cut'; readonly from: number; readonly through: number }
  /** The fields were wiped before their time. */
  | { readonly kind: 'wiped'; readonly sequence: number }
  /** A record carries a signature that is not ours, or by a key that is not known. */
  | { readonly kind: 'forged'; readonly sequence: number; readonly key: string }
  /** A line of the anchors file is no anchor, or its signature is not ours. */
  | { readonly kind: 'anchor-line'; readonly line: number }
  /** The same of a file that was kept elsewhere: that file, or this whole trail with its key, is another's. */
  | { readonly kind: 'kept-anchor-line'; readonly line: number }
  /** The anchors file lacks anchors that records of the trail carry, the first and the last of them. */
  | { readonly kind: 'anchors-missing'; readonly from: number; readonly through: number }
  /** The anchors file tells of another trail that was here before: its database was taken away. */
  | { readonly kind: 'trail-gone'; readonly trail: string; readonly records: number }
  /** The anchor kept outside the folder is damaged, or signed with a key of another trail than this one. */
  | { readonly kind: 'witness'; readonly keeper: WitnessName }
  /** What staff wrote down is not what the trail gives at this place, or the trail does not reach it. */
  | { readonly kind: 'number'; readonly sequence: number };

/** One finding in words. */
export function describeFinding(finding: Finding): string {
  switch (finding.kind) {
    case 'edited':
      return `record ${finding.sequence} was edited (${finding.part === 'fields' ? 'its fields' : 'the record itself'})`;
    case 'removed':
      return `${records(finding)} removed`;
    case 'moved':
      return `${records(finding)} moved by ${finding.by > 0 ? '+' : ''}${finding.by}`;
    case 'inserted':
      return `record ${finding.sequence} was inserted`;
    case 'rewritten':
      return `the chain was rewritten from record ${finding.from} on, at the latest from ${finding.through}`;
    case 'cut':
      return `the end was cut off: ${records(finding)} missing, and whatever came after`;
    case 'wiped':
      return `the fields of record ${finding.sequence} were wiped before their time`;
    case 'forged':
      return `record ${finding.sequence} carries a signature that key ${finding.key} did not make, or that key is unknown`;
    case 'anchor-line':
      return `line ${finding.line} of the anchors file is not an anchor of this kiosk`;
    case 'kept-anchor-line':
      return `line ${finding.line} of the anchors kept elsewhere is not signed with a key of this trail: that file or this trail is not of this kiosk`;
    case 'anchors-missing':
      return `the anchors file lacks anchors, from that of record ${finding.from} to that of ${finding.through}`;
    case 'trail-gone':
      return `the trail ${finding.trail} with at least ${finding.records} records is gone`;
    case 'witness':
      return `the anchor kept in the ${finding.keeper} is not signed with a key of this trail: the one or the other was changed`;
    case 'number':
      return `the number that was written down is not that of this trail at record ${finding.sequence}: it was cut, changed or put back as it was earlier`;
  }
}

function records({ from, through }: { readonly from: number; readonly through: number }): string {
  return from === through ? `record ${from} was` : `records ${from} to ${through} were`;
}
