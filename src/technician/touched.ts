import type { BenchSaid } from '../screen/benchView.ts';
import { touchGrid } from '../screen/touchGrid.ts';
import type { StepRecord } from './record.ts';

const number = 'U-611';
const severity = 'warning';
const deadFields = {
  number,
  severity,
  says: '画面に反応しない場所があります',
  next: '画面を拭き、保護フィルムを外して試し、続くときは画面を交換してください。',
} as const;
const feltTwice = {
  number,
  severity,
  says: '1回の接触が2回に感じられます',
  next: '画面を拭き、電源のアースを確認し、続くときは画面を交換してください。',
} as const;

/** What the grid came to: fields that no finger reached, and touches that were felt twice. */
export function touchCame({ touched, doubles }: Extract<BenchSaid, { kind: 'touch' }>): Partial<StepRecord> {
  const all = touchGrid.across * touchGrid.down;
  const findings = [...(touched < all ? [deadFields] : []), ...(doubles > 0 ? [feltTwice] : [])];
  return {
    rows: [
      { says: '反応したマス', value: `${touched} / ${all}`, limit: `${all}`, ok: touched === all },
      { says: '二重の反応', value: `${doubles} 回`, limit: '0 回', ok: doubles === 0 },
    ],
    findings,
    state: findings.length > 0 ? 'failed' : 'passed',
  };
}
