import { startProgram } from './startProgram.ts';

/** The program as it stands in a clinic: nothing that is simulated is in it at all. */
await startProgram(undefined);
