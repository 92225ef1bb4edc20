/** A PIN or number inside the card: its value, how often it may still be missed, whether it stands verified. */
export class VirtualPin {
  private readonly value: Uint8Array;
  private readonly fullTries: number;
  private tries: number;
  private open = false;

  constructor(value: string, fullTries: number, tries = fullTries) {
    this.value = Buffer.from(value, 'latin1');
    this.fullTries = fullTries;
    this.tries = tries;
  }

  get triesLeft(): number {
    return this.tries;
  }

  get verified(): boolean {
    return this.open;
  }

  /** One try. A success fills the counter again; a blocked PIN stays blocked even for the right value. */
  verify(candidate: Uint8Array): boolean {
    if (this.tries === 0) return false;
    this.open = Buffer.compare(this.value, candidate) === 0;
    this.tries = this.open ? this.fullTries : this.tries - 1;
    return this.open;
  }

  /** What losing power does: the counter stays, what was opened closes. */
  forget(): void {
    this.open = false;
  }
}
