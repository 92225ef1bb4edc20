/** How a program that is told to stop ends. */
export interface StopWish {
  /** Told of each signal, those that come while it ends included. */
  readonly tell?: (signal: NodeJS.Signals) => void;
  /** It ends within a limit of its own: to ask again changes nothing. Otherwise the second signal ends it at once. */
  readonly isBounded?: boolean;
  /** It was started by hand in a terminal: it ends with it (SIGHUP). */
  readonly isInTerminal?: boolean;
}

const asking = ['SIGTERM', 'SIGINT', 'SIGQUIT'] as const;

/** Resolves when the program is told to stop: SIGTERM, Ctrl-C, SIGQUIT, or its terminal closed. Listens at once. */
export function stopSignal({ tell, isBounded = false, isInTerminal = false }: StopWish = {}): Promise<void> {
  const signals: readonly NodeJS.Signals[] = isInTerminal ? [...asking, 'SIGHUP'] : asking;
  return new Promise((resolve) => {
    const stop = (signal: NodeJS.Signals): void => {
      if (!isBounded) for (const each of signals) process.off(each, stop);
      tell?.(signal);
      resolve();
    };
    for (const signal of signals) process.on(signal, stop);
  });
}
