import { Graph } from '../graph.ts';
import { add, convolve, type Padding, type Plane, padEnd, pictureInput, pool, relu } from './layers.ts';
import { type Weights, weightOf } from './weights.ts';

/** Side of the aligned face this network takes, pixels. */
export const recognitionInput = 150;
/** Statistics in its descriptor. */
export const descriptorLength = 128;

/** Mean colour of dlib's training set, RGB. */
export const dlibMean = [122.782, 117.001, 104.298] as const;

const blocks = [
  'conv32_1',
  'conv32_2',
  'conv32_3',
  'conv64_down',
  'conv64_1',
  'conv64_2',
  'conv64_3',
  'conv128_down',
  'conv128_1',
  'conv128_2',
  'conv256_down',
  'conv256_1',
  'conv256_2',
  'conv256_down_out',
] as const;

/** dlib_face_recognition_resnet_model_v1: `input` [N,150,150,3] RGB 0–255 → `descriptor` [N,128]. */
export function recognitionModel(weights: Weights): Uint8Array {
  const graph = new Graph();
  const data = (name: string) => weightOf(weights, name).data;

  /** Convolution, then dlib's affine layer, folded into one. */
  const layer = (input: Plane, name: string, stride: number, padding: Padding): Plane => {
    const scale = data(`${name}/scale/weights`);
    const convolutionBias = data(`${name}/conv/bias`);
    const bias = data(`${name}/scale/biases`).map((each, i) => each + (convolutionBias[i] ?? 0) * (scale[i] ?? 1));
    return convolve(graph, input, { filter: weightOf(weights, `${name}/conv/filters`), bias, stride, padding, scale });
  };
  const twice = (input: Plane, name: string, stride: number, padding: Padding): Plane =>
    layer(relu(graph, layer(input, `${name}/conv1`, stride, padding)), `${name}/conv2`, 1, 'same');

  const residual = (input: Plane, name: string): Plane => relu(graph, add(graph, twice(input, name, 1, 'same'), input));

  /** Halves the picture and doubles the channels; the short cut is shorter in channels, the long way in pixels. */
  const down = (input: Plane, name: string): Plane => {
    const long = twice(input, name, 2, 'valid');
    const short = pool(graph, 'AveragePool', input, 2, 2);
    const size = { channels: long.channels, height: short.height, width: short.width };
    return relu(graph, add(graph, padEnd(graph, short, size), padEnd(graph, long, size)));
  };

  const picture = pictureInput(graph, recognitionInput, dlibMean, 1 / 255);
  const stem = pool(graph, 'MaxPool', relu(graph, layer(picture, 'conv32_down', 2, 'valid')), 3, 2);
  const features = blocks.reduce((x, name) => (name.includes('down') ? down(x, name) : residual(x, name)), stem);
  const mean = graph.op('ReduceMean', [features.name], { axes: [2, 3], keepdims: 0 });
  const descriptor = graph.op('MatMul', [mean, graph.floats(data('fc'), [features.channels, descriptorLength])]);
  graph.output('descriptor', descriptor, ['N', descriptorLength]);
  return graph.toModel('face_recognition');
}
