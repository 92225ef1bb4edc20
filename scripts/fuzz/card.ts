// npm run fuzz:card -- [cases] [seed]: throws bytes at everything that reads a card, for as long as you like. The suite
// runs 100,000 cases of the same properties.
import 'reflect-metadata';
import { projectRoot } from '../../src/system/paths.ts';
import { cardProperties } from './cardProperties.ts';
import { fuzz } from './fuzz.ts';

await fuzz(await cardProperties(projectRoot()), 5_000_000);
