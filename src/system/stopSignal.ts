/** Resolves when the program is told to stop: SIGTERM, or Ctrl-C. Begins to listen at once. */
export function stopSignal(tell: (signal: NodeJS.Signals) => void = () => undefined): Promise<void> {
  return new Promise((resolve) => {
    const stop = (signal: NodeJS.Signals): void => {
      tell(signal);
      resolve();
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  });
}
