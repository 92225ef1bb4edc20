import type { Problem } from '../problem/result.ts';
import type { Anchor } from './anchor.ts';
import { lastAnchor } from './anchorFile.ts';
import type { Chain } from './chain.ts';
import { type AuditPaths, anchorsFile, trailsSetAside } from './trailStore.ts';
import type { Witness } from './witness.ts';

/** Where to look, and whom to tell. */
export interface WitnessedTrail extends AuditPaths {
  readonly witnesses?: readonly Witness[];
  readonly onProblem?: (problem: Problem) => void;
}

/**
 * Compares the end of the trail with the anchors file and with what the witnesses kept: cut off behind our back, put
 * back as it was earlier, or another trail's altogether?
 */
export function missingAtStart(
  chain: Chain,
  options: WitnessedTrail,
  trail: string,
  now: () => number,
): readonly Problem[] {
  const anchors = [lastAnchor(anchorsFile(options)), ...witnessed(options)].filter((each) => each !== undefined);
  const gone = new Map(anchors.filter((each) => each.trail !== trail).map((each) => [each.trail, each.sequence]));
  const alerts = [...gone].map(
    ([id, records]): Problem => ({ code: 'U-508', detail: `the trail ${id} with ${records} records is gone` }),
  );
  const { sequence } = chain.tail();
  // The record after the last one that is covered carries the anchor, and was committed before the file was written.
  const through = Math.max(0, ...anchors.flatMap((each) => (each.trail === trail ? [each.sequence + 1] : [])));
  if (sequence >= through) return alerts;
  chain.append([{ type: 'audit.tail-missing', after: sequence, through }], now(), through + 1);
  return [...alerts, { code: 'U-508', detail: `records ${sequence + 1} to ${through} are missing` }];
}

/** What the witnesses kept. A trail that was set aside is not gone: its folder says so, and they need not any more. */
function witnessed(options: WitnessedTrail): readonly Anchor[] {
  const aside = trailsSetAside(options);
  return (options.witnesses ?? []).flatMap((witness) => {
    const kept = witness.anchors();
    if (!kept.ok) {
      options.onProblem?.({ code: 'U-507', detail: `what is kept in the ${witness.name} cannot be read` });
      return [];
    }
    return kept.value.flatMap((anchor) => {
      if (anchor === undefined) return [];
      if (!aside.has(anchor.trail)) return [anchor];
      witness.forget(anchor.trail);
      return [];
    });
  });
}
