// Imported before anything else: SIGUSR1 would make Node open its debugger, through which every secret of a visit can
// be read; and nobody may be left at the other end of what is printed, which is no reason to end.
process.on('SIGUSR1', () => undefined);
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);
