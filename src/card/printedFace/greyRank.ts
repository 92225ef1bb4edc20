/** The tone than which `share` of all tones are darker; `counts[tone]` says how many there are of each. */
export function rankOf(counts: Uint32Array, share: number): number {
  let left = share * counts.reduce((sum, count) => sum + count, 0);
  for (const [tone, count] of counts.entries()) {
    left -= count;
    if (left < 0) return tone;
  }
  return counts.length - 1;
}
