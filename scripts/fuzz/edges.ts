// npm run fuzz:edges -- [cases] [seed] [--only NAME --path PATH] [--json]: what the world sends at every edge but the
// card's, by a grammar of what it really sends. The suite runs 20,000 cases of the same properties.
import { edgeProperties } from './edges/edgeProperties.ts';
import { mostStallMs, stallWatch } from './edges/stalls.ts';
import { fuzz } from './fuzz.ts';

const watch = stallWatch(true);
await fuzz(edgeProperties(watch), 200_000, () => ({
  stallsAbove: mostStallMs,
  stalls: watch.stalls(),
  slowestMs: Math.round(watch.slowestMs() * 10) / 10,
}));
