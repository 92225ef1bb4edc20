import type { Graph } from '../graph.ts';
import type { Weight } from './weights.ts';

/** A picture-shaped value inside a graph; channels first. */
export interface Plane {
  readonly name: string;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

/** TensorFlow's two ways to treat the rim. */
export type Padding = 'same' | 'valid';

/** How a filter is laid on. `filter` is in tfjs layout: [height, width, in, out], depthwise [height, width, in, 1]. */
export interface Convolution {
  readonly filter: Weight;
  readonly bias?: ArrayLike<number>;
  readonly stride?: number;
  readonly padding?: Padding;
  readonly depthwise?: boolean;
  /** Factor per output channel, folded into the filter: what is left of a normalisation layer. */
  readonly scale?: ArrayLike<number>;
}

/** The model's input [N, size, size, 3], RGB 0 to 255, normalised to (x - mean) × scale. */
export function pictureInput(graph: Graph, size: number, mean: readonly number[], scale: number): Plane {
  const channelsFirst = graph.op('Transpose', [graph.input('input', ['N', size, size, 3])], { perm: [0, 3, 1, 2] });
  const centred = graph.op('Sub', [channelsFirst, graph.floats(mean, [1, 3, 1, 1])]);
  const name = graph.op('Mul', [centred, graph.floats([scale])]);
  return { name, channels: 3, height: size, width: size };
}

export function convolve(graph: Graph, input: Plane, convolution: Convolution): Plane {
  const { filter, bias, stride = 1, padding = 'same', depthwise = false, scale } = convolution;
  const [height = 0, width = 0, inputs = 0, perInput = 0] = filter.shape;
  const outputs = depthwise ? inputs : perInput;
  const inputsEach = depthwise ? 1 : inputs;
  const area = height * width;
  const data = new Float32Array(filter.data.length);
  for (let out = 0; out < outputs; out++) {
    const factor = scale?.[out] ?? 1;
    for (let into = 0; into < inputsEach; into++) {
      const target = (out * inputsEach + into) * area;
      for (let at = 0; at < area; at++) {
        const source = depthwise ? at * inputs + out : (at * inputs + into) * outputs + out;
        data[target + at] = (filter.data[source] ?? 0) * factor;
      }
    }
  }
  const shape = windowOver(input, height, stride, padding);
  const operands = [input.name, graph.floats(data, [outputs, inputsEach, height, width])];
  if (bias) operands.push(graph.floats(bias, [outputs]));
  const name = graph.op('Conv', operands, { ...shape.attributes, group: depthwise ? inputs : 1 });
  return { name, channels: outputs, height: shape.height, width: shape.width };
}

export function pool(graph: Graph, type: 'MaxPool' | 'AveragePool', input: Plane, size: number, stride: number): Plane {
  const { attributes, height, width } = windowOver(input, size, stride, 'valid');
  return { ...input, name: graph.op(type, [input.name], attributes), height, width };
}

export function relu(graph: Graph, input: Plane): Plane {
  return { ...input, name: graph.op('Relu', [input.name]) };
}

/** Cut off at 0 and at 6, as MobileNet wants it. */
export function relu6(graph: Graph, input: Plane): Plane {
  return { ...input, name: graph.op('Clip', [input.name, graph.floats([0]), graph.floats([6])]) };
}

export function add(graph: Graph, a: Plane, b: Plane): Plane {
  return { ...a, name: graph.op('Add', [a.name, b.name]) };
}

/** Fills up with zeros at the end of each axis. */
export function padEnd(graph: Graph, input: Plane, size: Omit<Plane, 'name'>): Plane {
  const { channels, height, width } = size;
  const missing = [channels - input.channels, height - input.height, width - input.width];
  if (missing.every((each) => each === 0)) return input;
  return { ...size, name: graph.op('Pad', [input.name, graph.integers([0, 0, 0, 0, 0, ...missing])]) };
}

function windowOver(input: Plane, size: number, stride: number, padding: Padding) {
  const vertical = alongAxis(input.height, size, stride, padding);
  const horizontal = alongAxis(input.width, size, stride, padding);
  return {
    attributes: {
      kernel_shape: [size, size],
      strides: [stride, stride],
      pads: [vertical.before, horizontal.before, vertical.after, horizontal.after],
    },
    height: vertical.output,
    width: horizontal.output,
  };
}

function alongAxis(length: number, size: number, stride: number, padding: Padding) {
  if (padding === 'valid') return { before: 0, after: 0, output: Math.floor((length - size) / stride) + 1 };
  const output = Math.ceil(length / stride);
  const total = Math.max(0, (output - 1) * stride + size - length);
  // TensorFlow puts the odd one at the end; ONNX's SAME_LOWER would put it at the start.
  const before = Math.floor(total / 2);
  return { before, after: total - before, output };
}
