/** A slow movement that never quite repeats: two sines whose periods have no common measure. -1 to 1. */
export function sway(at: number, periodMs: number, phase: number): number {
  const turn = (2 * Math.PI * at) / periodMs;
  return 0.65 * Math.sin(turn + phase) + 0.35 * Math.sin(turn * 1.618 + 2.3 * phase);
}
