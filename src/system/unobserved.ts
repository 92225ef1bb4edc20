import { writeFileSync } from 'node:fs';

// Imported before anything else: SIGUSR1 would make Node open its debugger, through which every secret of a visit can
// be read; and nobody may be left at the other end of what is printed, which is no reason to end.
process.on('SIGUSR1', () => undefined);
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

// A limit of nothing keeps no core dump from a program that takes them through a pipe (systemd-coredump, apport): with
// no kind of memory left to dump, there is nothing of a patient in it. What is started from here has it from here.
try {
  writeFileSync('/proc/self/coredump_filter', '0');
} catch {
  // A kernel without core dumps.
}
