import { Graph } from '../graph.ts';
import { add, convolve, type Plane, pictureInput, pool, relu } from './layers.ts';
import { dlibMean } from './recognition.ts';
import { type Weights, weightOf } from './weights.ts';

/** Side of the face crop this network takes, pixels. */
export const landmarkInput = 112;
/** Points it finds: the 68 of the iBUG scheme. */
export const landmarkCount = 68;

const denseBlocks = 4;
const convolutionsEach = 4;

/** face_landmark_68: `input` [N,112,112,3] RGB 0–255 → `landmarks` [N,136], x and y in turn as shares of the square. */
export function landmarkModel(weights: Weights): Uint8Array {
  const graph = new Graph();
  const data = (name: string) => weightOf(weights, name).data;

  const plain = (input: Plane, name: string): Plane =>
    convolve(graph, input, {
      filter: weightOf(weights, `${name}/filters`),
      bias: data(`${name}/bias`),
      stride: 2,
    });
  const separable = (input: Plane, name: string, stride: number): Plane => {
    const filter = weightOf(weights, `${name}/depthwise_filter`);
    const perChannel = convolve(graph, input, { filter, stride, depthwise: true });
    return convolve(graph, perChannel, {
      filter: weightOf(weights, `${name}/pointwise_filter`),
      bias: data(`${name}/bias`),
    });
  };

  let x = pictureInput(graph, landmarkInput, dlibMean, 1 / 255);
  for (let block = 0; block < denseBlocks; block++) {
    const first = `dense${block}/conv0`;
    let sum = relu(graph, block === 0 ? plain(x, first) : separable(x, first, 2));
    x = sum;
    for (let each = 1; each < convolutionsEach; each++) {
      sum = add(graph, sum, separable(x, `dense${block}/conv${each}`, 1));
      x = relu(graph, sum);
    }
  }
  const pooled = graph.op('Flatten', [pool(graph, 'AveragePool', x, x.height, 2).name]);
  const dense = weightOf(weights, 'fc/weights');
  const numbers = 2 * landmarkCount;
  const bias = graph.floats(data('fc/bias'), [numbers]);
  graph.output('landmarks', graph.op('Gemm', [pooled, graph.floats(dense.data, dense.shape), bias]), ['N', numbers]);
  return graph.toModel('face_landmark_68');
}
