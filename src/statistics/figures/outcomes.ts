import { type VisitOutcome, visitOutcomes } from '../../reception/visitOutcome.ts';
import type { Figure } from './figure.ts';

const names: Readonly<Record<VisitOutcome, string>> = {
  done: '受付完了',
  provisional: '仮受付（あとで資格確認）',
  cancelled: '患者さんが中止',
  'timed-out': '時間切れ',
  problem: '窓口へご案内',
};

/** How visits ended. */
export const outcomes: Figure = {
  columns: () => visitOutcomes.map((each) => [names[each], ({ outcomes }) => outcomes[each]]),
  shown: { because: 'it stands at the head of the page' },
};
