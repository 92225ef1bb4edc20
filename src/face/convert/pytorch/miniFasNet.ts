import { Graph } from '../graph.ts';
import type { StateDict, Tensor } from './stateDict.ts';

/** Side of the picture the two networks of the `standard` profile take, pixels. */
const pictureSide = 80;
const classes = 3;
/** What PyTorch adds to a variance before the root. */
const batchNormEpsilon = 1e-5;
/** The trunk: what halves the picture, and the residual blocks that follow it. */
const stages = [
  { down: 'conv_23', blocks: 'conv_3' },
  { down: 'conv_34', blocks: 'conv_4' },
  { down: 'conv_45', blocks: 'conv_5' },
] as const;

/**
 * MiniFASNet V2 and V1SE: `input` [N,3,80,80] BGR 0–255 → `output` [N,3] logits of paper, living, screen. The two differ
 * in their numbers of channels and in the blocks that weigh their channels (squeeze and excitation); both are told from
 * the weights. Normalisations are folded into the layers before them. Throws where a weight is missing.
 */
export function miniFasNetModel(weights: StateDict): Uint8Array {
  const graph = new Graph();
  const find = (name: string): Tensor | undefined => weights.get(`module.${name}`);
  const weight = (name: string): Tensor => find(name) ?? missing(name);

  /** The normalisation after a layer, as what is left of it: times `scale`, plus `shift`, for each channel. */
  const normalisation = (name: string) => {
    const [factor, mean] = [weight(`${name}.weight`).data, weight(`${name}.running_mean`).data];
    const [variance, bias] = [weight(`${name}.running_var`).data, weight(`${name}.bias`).data];
    const scale = Float64Array.from(factor, (each, i) => each / Math.sqrt((variance[i] ?? 0) + batchNormEpsilon));
    const shift = Float64Array.from(bias, (each, i) => each - (mean[i] ?? 0) * (scale[i] ?? 0));
    return { scale, shift };
  };
  const folded = (layer: string, normalised: string) => {
    const { shape, data } = weight(`${layer}.weight`);
    const { scale, shift } = normalisation(normalised);
    const each = data.length / scale.length;
    return { shape, data: data.map((value, i) => value * (scale[Math.floor(i / each)] ?? 0)), shift };
  };

  const convolve = (input: string, layer: string, normalised: string, { stride = 1, padded = true } = {}): string => {
    const { shape, data, shift } = folded(layer, normalised);
    const [outputs = 0, inputsEach = 0, height = 0, width = 0] = shape;
    const [above, beside] = padded ? [(height - 1) / 2, (width - 1) / 2] : [0, 0];
    return graph.op('Conv', [input, graph.floats(data, shape), graph.floats(shift, [outputs])], {
      kernel_shape: [height, width],
      strides: [stride, stride],
      pads: [above, beside, above, beside],
      // One input for each output: channel by channel.
      group: inputsEach === 1 ? outputs : 1,
    });
  };
  const linear = (input: string, name: string, how?: { stride?: number; padded?: boolean }): string =>
    convolve(input, `${name}.conv`, `${name}.bn`, how);
  const bent = (input: string, name: string, how?: { stride?: number }): string => {
    const { data } = weight(`${name}.prelu.weight`);
    return graph.op('PRelu', [linear(input, name, how), graph.floats(data, [data.length, 1, 1])]);
  };

  const separable = (input: string, name: string, stride: number): string =>
    linear(bent(bent(input, `${name}.conv`), `${name}.conv_dw`, { stride }), `${name}.project`);

  /** Each channel times how much it matters for this picture. */
  const weighed = (input: string, name: string): string => {
    const squeezed = convolve(graph.op('GlobalAveragePool', [input]), `${name}.fc1`, `${name}.bn1`);
    const excited = convolve(graph.op('Relu', [squeezed]), `${name}.fc2`, `${name}.bn2`);
    return graph.op('Mul', [input, graph.op('Sigmoid', [excited])]);
  };
  const residual = (input: string, name: string): string => {
    const long = separable(input, name, 1);
    const isWeighed = find(`${name}.se_module.fc1.weight`) !== undefined;
    return graph.op('Add', [input, isWeighed ? weighed(long, `${name}.se_module`) : long]);
  };
  const residuals = (input: string, name: string): string => {
    let x = input;
    for (let i = 0; find(`${name}.model.${i}.conv.conv.weight`); i++) x = residual(x, `${name}.model.${i}`);
    return x;
  };

  let x = graph.input('input', ['N', 3, pictureSide, pictureSide]);
  x = bent(bent(x, 'conv1', { stride: 2 }), 'conv2_dw');
  for (const { down, blocks } of stages) x = residuals(separable(x, down, 2), blocks);
  x = graph.op('Flatten', [linear(bent(x, 'conv_6_sep'), 'conv_6_dw', { padded: false })]);

  const features = folded('linear', 'bn');
  const bias = graph.floats(features.shift, [features.shift.length]);
  x = graph.op('Gemm', [x, graph.floats(features.data, features.shape), bias], { transB: 1 });
  const judgement = weight('prob.weight');
  x = graph.op('Gemm', [x, graph.floats(judgement.data, judgement.shape)], { transB: 1 });
  graph.output('output', x, ['N', classes]);
  return graph.toModel('minifasnet');
}

function missing(name: string): never {
  throw new Error(`no weight ${name}`);
}
