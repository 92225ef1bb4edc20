/** `2026-04-01` as `4/1`, `2026-04` as `2026/4`. */
export function periodName(period: string): string {
  const [year, month, day] = period.split('-').map(Number);
  return day === undefined ? `${year}/${month}` : `${month}/${day}`;
}

/** `0.873` as `87.3 %`; `—` where there is nothing to divide. */
export function percent(share: number | null): string {
  return share === null ? '—' : `${(share * 100).toFixed(1)} %`;
}

/** `1204` as `1,204`. */
export function whole(count: number): string {
  return count.toLocaleString('ja');
}

/** Counts in a sentence: `顔認証 12 件、暗証番号 3 件`. */
export function countsIn<const Key extends string>(
  keys: readonly Key[],
  names: Readonly<Record<Key, string>>,
  counts: Readonly<Record<Key, number>>,
): string {
  return keys.map((key) => `${names[key]} ${whole(counts[key])} 件`).join('、');
}

/** A duration as the desk says it: `6.5 秒`, `3 分`, `2 時間`, `3 日`. */
export function duration(seconds: number): string {
  if (seconds === 0) return 'なし';
  const [size, unit] =
    seconds < 90 ? [1, '秒'] : seconds < 5_400 ? [60, '分'] : seconds < 129_600 ? [3_600, '時間'] : [86_400, '日'];
  const value = seconds / size;
  return `${value < 10 ? Number(value.toFixed(1)) : Math.round(value)} ${unit}`;
}
