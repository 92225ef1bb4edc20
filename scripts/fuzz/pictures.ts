// npm run fuzz:pictures -- [cases] [seed]: throws damaged pictures at everything that decodes one, for as long as you
// like. The suite runs a few hundred cases of the same properties.
import { projectRoot } from '../../src/system/paths.ts';
import { fuzz } from './fuzz.ts';
import { pictureProperties } from './pictureProperties.ts';

await fuzz(pictureProperties(projectRoot()), 100_000);
