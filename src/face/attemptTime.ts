/** How long an attempt waits for who is only being told what to do, or on the way there. */
export const tellingRules = {
  /** For everything that happens before a face can be judged, milliseconds. */
  mostMs: 60_000,
  /** After it was said: nobody moves sooner than they have understood. */
  toFollowMs: 4_000,
} as const;

/**
 * How the time of one attempt passes. It stands still while the patient is told what to do or led into place, as far as
 * no frame could be judged yet: whoever listens cannot have followed. From the first judged frame on it passes as ever,
 * so that nobody is judged for longer because somebody speaks. Milliseconds.
 */
export class AttemptTime {
  private readonly attemptMs: number;
  private left: number;
  private at: number;
  private heldMs = 0;
  private followUntil = 0;

  constructor(attemptMs: number, now: number) {
    this.attemptMs = attemptMs;
    this.left = attemptMs;
    this.at = now;
  }

  /** Lets time go on to `now`. @param isHeld whether the patient is told or led, and nothing was judged */
  pass(now: number, isHeld: boolean): void {
    const step = now - this.at;
    this.at = now;
    if (!isHeld || this.heldMs >= tellingRules.mostMs) {
      this.left -= step;
      return;
    }
    this.heldMs += step;
    this.followUntil = now + Math.min(this.attemptMs, tellingRules.toFollowMs);
  }

  /** What is left of it, as of the last {@link pass}; 0 or less where it is up. */
  get leftMs(): number {
    return Math.max(this.left, this.followUntil - this.at);
  }
}
