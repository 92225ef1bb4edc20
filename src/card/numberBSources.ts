import type { NumberBSource } from './placedCard.ts';

/** Asks one after the other, and is content with the first that can tell 照合番号B. */
export function firstToTell(sources: readonly NumberBSource[]): NumberBSource {
  return {
    async readNumberB(signal) {
      for (const source of sources) {
        const digits = await source.readNumberB(signal);
        if (digits || signal.aborted) return digits;
      }
      return undefined;
    },
  };
}

/** What was typed on the keypad, once it is complete. Whoever reads it takes it away. */
export function typedNumberB(entry: { readonly complete: boolean; take(): Uint8Array }): NumberBSource {
  return { readNumberB: async () => (entry.complete ? entry.take() : undefined) };
}
