/**
 * Durations as counts in buckets that grow by a quarter of an octave (19 %): from a sixteenth of a second to a month in
 * some 100 buckets, each named by a whole number that means the same for ever. Of single visits nothing is left.
 */
export type Histogram = ReadonlyMap<number, number>;

/** Bucket n holds what is above 2^((n-1)/4) and up to 2^(n/4) seconds. */
const bucketsPerOctave = 4;

/** Holds everything from nothing up to a sixteenth of a second. */
export const lowestBucket = -16;

/** Two months: whatever is longer. */
export const highestBucket = 89;

/** The bucket of a duration in seconds. */
export function bucketOf(seconds: number): number {
  if (seconds <= upperBound(lowestBucket)) return lowestBucket;
  return Math.min(highestBucket, Math.ceil(bucketsPerOctave * Math.log2(seconds)));
}

/** Largest duration of a bucket, in seconds. */
export function upperBound(bucket: number): number {
  return 2 ** (bucket / bucketsPerOctave);
}

/** How many durations are in it. */
export function countOf(histogram: Histogram): number {
  return [...histogram.values()].reduce((sum, count) => sum + count, 0);
}

/**
 * The duration in seconds that `share` (0 to 1) of all do not exceed; within the bucket they are taken as evenly spread,
 * so that it is off by less than the bucket's 19 %. Null where there is nothing.
 */
export function quantile(histogram: Histogram, share: number): number | null {
  const wanted = share * countOf(histogram);
  let passed = 0;
  for (const [bucket, count] of [...histogram].sort(([one], [other]) => one - other)) {
    if (passed + count < wanted || count === 0) {
      passed += count;
      continue;
    }
    if (bucket === lowestBucket) return 0;
    const from = upperBound(bucket - 1);
    return rounded(from + ((upperBound(bucket) - from) * (wanted - passed)) / count);
  }
  return null;
}

/** To three figures: more would be invented. */
function rounded(seconds: number): number {
  return Number(seconds.toPrecision(3));
}
