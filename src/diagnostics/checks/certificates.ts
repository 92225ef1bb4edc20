import { day } from '../../kernel/durations.ts';
import { check, type Found } from '../check.ts';

/** Somebody has to ask for a new one, and to come here with it. Days. */
const leastDays = 30;

export const certificates = check({
  id: 'certificates',
  title: '証明書の期限',
  proves: '受付機が使う証明書が、どれも期限内にある',
  needs: ['certificates', 'clock'],
  limitMs: 15_000,
  measures: { daysLeft: { says: 'いちばん早い期限まで', unit: '日', least: leastDays, beyond: 'expires-soon' } },
  faults: {
    expired: {
      number: 'U-609',
      severity: 'critical',
      symptom: 'provisional',
      part: 'files',
      says: '証明書の期限が切れています',
      next: '新しい証明書に入れ替えてください。期限内のはずなら、時計を確認してください。',
    },
    'not-yet-valid': {
      number: 'U-609',
      severity: 'critical',
      symptom: 'provisional',
      part: 'clock',
      says: '証明書がまだ有効ではありません',
      next: '受付機の日付と時刻を確認してください。',
    },
    'expires-soon': {
      number: 'U-609',
      severity: 'notice',
      symptom: 'nothing',
      part: 'files',
      says: '証明書の期限が近づいています',
      next: '期限までに新しい証明書を用意して入れ替えてください。',
    },
  },
  run({ certificates: dated, clock: { wall } }) {
    const now = wall();
    const daysLeft = (notAfter: number) => Math.floor((notAfter - now) / day);
    return {
      values: { daysLeft: dated.length === 0 ? null : Math.min(...dated.map(({ notAfter }) => daysLeft(notAfter))) },
      found: dated.flatMap(
        ({ name, notBefore, notAfter }): readonly Found<'expired' | 'not-yet-valid' | 'expires-soon'>[] => {
          if (notAfter <= now) return [{ fault: 'expired', detail: name }];
          if (notBefore > now) return [{ fault: 'not-yet-valid', detail: name }];
          if (daysLeft(notAfter) >= leastDays) return [];
          return [{ fault: 'expires-soon', detail: `${name}、あと ${daysLeft(notAfter)} 日` }];
        },
      ),
    };
  },
});
