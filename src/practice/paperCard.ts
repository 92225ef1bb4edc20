/** Port: the camera that looks at cards, where there is one. */
export interface PaperCard {
  /**
   * Calls `tell` whenever something of a card's shape has come to lie there, a 見本 of paper too, and when it is gone, until
   * it is stopped by what this returns.
   */
  watch(tell: (lies: boolean) => void): () => void;
}
