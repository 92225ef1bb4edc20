import { Graph } from '../graph.ts';
import { convolve, type Plane, pictureInput, relu6 } from './layers.ts';
import { type Weights, weightOf } from './weights.ts';

/** Side of the square picture this network takes, pixels. */
export const ssdInput = 512;

/** What TensorFlow adds to a variance before the root; the usual 1e-5 gives other boxes. */
const batchNormEpsilon = 0.0010000000474974513;
const mobileNetBlocks = 13;
const halvingBlocks = new Set([2, 4, 6, 12]);
const tappedBlocks = new Set([11, 13]);
const extraConvolutions = 8;
/** Box codes are trained times 10 for the centre and times 5 for the size. */
const centreScale = 1 / 10;
const sizeScale = 1 / 5;
const scoresEach = 3;
const faceScore = 1;

/**
 * ssd_mobilenetv1: `input` [N,512,512,3] RGB 0–255 → `boxes` [N,n,4] (top, left, bottom, right as shares of the
 * square) and `scores` [N,n]; n is the number of anchors. Overlaps are left in.
 */
export function ssdModel(weights: Weights): Uint8Array {
  const graph = new Graph();
  const features = mobileNet(graph, weights);
  const anchors = anchorsOf(weights);

  /** What all feature maps say of one kind, [N, anchors, width]. */
  const head = (kind: string, width: number): string => {
    const parts = features.map((feature, i) => {
      const name = `Prediction/BoxPredictor_${i}/${kind}`;
      const filter = weightOf(weights, `${name}/weights`);
      const predicted = convolve(graph, feature, { filter, bias: weightOf(weights, `${name}/biases`).data });
      const channelsLast = graph.op('Transpose', [predicted.name], { perm: [0, 2, 3, 1] });
      return graph.op('Reshape', [channelsLast, graph.integers([0, -1, width])]);
    });
    return graph.op('Concat', parts, { axis: 1 });
  };
  const columns = (value: string, from: number, to: number): string =>
    graph.op('Slice', [value, graph.integers([from]), graph.integers([to]), graph.integers([2])]);
  const pairs = (values: Float32Array): string => graph.floats(values, [anchors.count, 2]);

  const code = head('BoxEncodingPredictor', 4);
  const moved = graph.op('Mul', [columns(code, 0, 2), pairs(anchors.size.map((each) => each * centreScale))]);
  const centre = graph.op('Add', [moved, pairs(anchors.centre)]);
  const stretch = graph.op('Exp', [graph.op('Mul', [columns(code, 2, 4), graph.floats([sizeScale])])]);
  const half = graph.op('Mul', [stretch, pairs(anchors.size.map((each) => each / 2))]);
  const boxes = [graph.op('Sub', [centre, half]), graph.op('Add', [centre, half])];
  graph.output('boxes', graph.op('Concat', boxes, { axis: 2 }), ['N', anchors.count, 4]);

  const scores = columns(head('ClassPredictor', scoresEach), faceScore, faceScore + 1);
  const likely = graph.op('Squeeze', [graph.op('Sigmoid', [scores]), graph.integers([2])]);
  graph.output('scores', likely, ['N', anchors.count]);
  return graph.toModel('ssd_mobilenetv1');
}

/** The six feature maps, from fine to coarse. */
function mobileNet(graph: Graph, weights: Weights): readonly Plane[] {
  const pointwise = (input: Plane, name: string, stride = 1): Plane => {
    const filter = weightOf(weights, `${name}_pointwise/weights`);
    const bias = weightOf(weights, `${name}_pointwise/convolution_bn_offset`).data;
    return relu6(graph, convolve(graph, input, { filter, bias, stride }));
  };
  const depthwise = (input: Plane, name: string, stride: number): Plane => {
    const norm = (part: string) => weightOf(weights, `${name}_depthwise/BatchNorm/${part}`).data;
    const [mean, variance] = [norm('moving_mean'), norm('moving_variance')];
    const scale = norm('gamma').map((gamma, i) => gamma / Math.sqrt((variance[i] ?? 0) + batchNormEpsilon));
    const bias = norm('beta').map((beta, i) => beta - (mean[i] ?? 0) * (scale[i] ?? 0));
    const filter = weightOf(weights, `${name}_depthwise/depthwise_weights`);
    return relu6(graph, convolve(graph, input, { filter, bias, stride, depthwise: true, scale }));
  };

  const features: Plane[] = [];
  let x = pointwise(pictureInput(graph, ssdInput, [127.5, 127.5, 127.5], 1 / 127.5), 'MobilenetV1/Conv2d_0', 2);
  for (let block = 1; block <= mobileNetBlocks; block++) {
    const name = `MobilenetV1/Conv2d_${block}`;
    x = pointwise(depthwise(x, name, halvingBlocks.has(block) ? 2 : 1), name);
    if (tappedBlocks.has(block)) features.push(x);
  }
  for (let each = 0; each < extraConvolutions; each++) {
    const halving = each % 2 === 1;
    x = pointwise(x, `Prediction/Conv2d_${each}`, halving ? 2 : 1);
    if (halving) features.push(x);
  }
  return features;
}

/** The anchors' sizes and centres, (y, x) pairs, from their corners. */
function anchorsOf(weights: Weights) {
  const { shape, data } = weightOf(weights, 'Output/extra_dim');
  const count = shape[1] ?? 0;
  const size = new Float32Array(2 * count);
  const centre = new Float32Array(2 * count);
  for (let i = 0; i < 2 * count; i++) {
    const corner = 2 * i - (i % 2);
    const start = data[corner] ?? 0;
    const length = (data[corner + 2] ?? 0) - start;
    size[i] = length;
    centre[i] = start + length / 2;
  }
  return { count, size, centre };
}
