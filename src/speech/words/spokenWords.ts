/**
 * What only the voice says: how to choose without seeing, and what stands in for what a room must not hear. All else it
 * says in the words of the screen.
 */
export interface SpokenWords {
  /** One answer and its number. */
  readonly choice: (n: number, name: string) => string;
  /** The language, by its own name. */
  readonly language: string;
  /** The end of a sentence. */
  readonly stop: string;
  /** Closes what is open over the screen. */
  readonly back: string;
  /** After several choices. */
  readonly choose: string;
  /** The map of the keys, said when a key is pressed for the first time. */
  readonly keys: readonly string[];
  /** How digits are typed; none is ever said back in a room. */
  readonly typing: string;
  /** All digits are there. */
  readonly typed: string;
  /** So many are left after one was taken back. */
  readonly erased: (n: number) => string;
  /** A thing, and how it stands with it: what of a way is left, what a setting is at. */
  readonly named: (name: string, what: string) => string;
  /** In a list that is answered one by one: which of how many. */
  readonly place: (n: number, of: number) => string;
  /** Heard through headphones only: what was answered. */
  readonly answered: (name: string, answer: string) => string;
  /** All are answered; what the last key does. */
  readonly allAnswered: string;
  /** How many certificates there are, where their names are not said. */
  readonly certificates: (n: number) => string;
  /** Instead of a notice that concerns money or insurance. */
  readonly noticeForDesk: string;
  /** Instead of a problem that is nobody's business. */
  readonly problemForDesk: string;
  /** Before the directions that lead a face. */
  readonly faceBegins: string;
  /** While the camera sees nobody: where to turn, for who sees neither oval nor screen. */
  readonly notSeen: string;
  /** A turn of the head and the way back, in one: by ear, two sentences would take too long. */
  readonly turn: Readonly<Record<'left' | 'right', string>>;
  /** Where digits are typed, so that no number chooses: how another way is reached. */
  readonly otherWays: string;
  /** The two ways in which a card may print a year: of an era, or western. */
  readonly years: Readonly<Record<'era' | 'western', string>>;
  /** How staff are called, and how everything is ended. */
  readonly ways: string;
  /** The voice itself. */
  readonly on: string;
  readonly louder: string;
  readonly quieter: string;
  readonly faster: string;
  readonly slower: string;
}
