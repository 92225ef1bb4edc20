import type { JudgeLimits } from './pictureJudge.ts';

/** When a camera counts as failing, and how often it is started again. Times in milliseconds. */
export interface WatchLimits extends JudgeLimits {
  /** From the start of the camera to its first picture. */
  readonly firstPictureMs: number;
  /** From one picture to the next. */
  readonly nextPictureMs: number;
  /** How often one stream starts the camera again before it gives up. */
  readonly restarts: number;
  /** Before the first restart; twice as long before each further one. */
  readonly pauseMs: number;
  /** A start that has held this long was a good one: earlier restarts are forgiven. */
  readonly forgivenMs: number;
}

/**
 * For a camera that sends by itself. A webcam needs one to two seconds to its first picture, and takes no longer than
 * 200 ms for one in dim light.
 */
export const streamingLimits: WatchLimits = {
  firstPictureMs: 4_000,
  nextPictureMs: 1_500,
  blackMs: 2_000,
  frozenMs: 2_000,
  lookEveryMs: 400,
  restarts: 2,
  pauseMs: 300,
  forgivenMs: 10_000,
};

/** For a driver that opens the camera anew for each picture, and itself tries three times for each. */
export const stillLimits: WatchLimits = {
  ...streamingLimits,
  firstPictureMs: 17_000,
  nextPictureMs: 17_000,
  frozenMs: 5_000,
  restarts: 1,
};
