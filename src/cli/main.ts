import { startProgram } from './startProgram.ts';

/** The program as it is developed and tried: with everything that is simulated. */
await startProgram(() => import('./simulator/simulator.ts'));
