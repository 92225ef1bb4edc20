import { Graph } from '../graph.ts';
import { singlesOf } from './halfPrecision.ts';
import { type Layer, readLayers } from './layers.ts';

/** The two files of a network in OpenVINO's intermediate representation. */
export interface OpenvinoFiles {
  /** Layers and edges. */
  readonly xml: string;
  /** The constants, at the offsets that the layers name. */
  readonly weights: Uint8Array;
}

/** What a network turned into ONNX is called, and the names of its two ends. */
export interface ModelNames {
  readonly model: string;
  readonly input: string;
  readonly output: string;
}

/**
 * A network with one input and one result as an ONNX model. Throws where a file is damaged, or has a layer of a type
 * that is not among those below.
 */
export function openvinoModel({ xml, weights }: OpenvinoFiles, names: ModelNames): Uint8Array {
  const graph = new Graph();
  const values = new Map<string, string>();
  for (const layer of readLayers(xml)) {
    const operands = layer.operands.map((id) => values.get(id) ?? missing(layer));
    values.set(layer.id, valueMadeBy(layer, operands, { graph, weights, names }));
  }
  return graph.toModel(names.model);
}

interface Conversion {
  readonly graph: Graph;
  readonly weights: Uint8Array;
  readonly names: ModelNames;
}

/** Adds the layer to the graph; the name of what it makes. */
function valueMadeBy(layer: Layer, operands: readonly string[], { graph, weights, names }: Conversion): string {
  const [first = missing(layer)] = layer.type === 'Parameter' || layer.type === 'Const' ? [''] : operands;
  switch (layer.type) {
    case 'Parameter':
      return graph.input(names.input, layer.shape);
    case 'Result':
      graph.output(names.output, first, shapeOf(layer, 0));
      return first;
    case 'Const':
      return graph.floats(constant(layer, weights), withoutGroups(layer.shape));
    case 'Convert':
      // Of halves to singles, which the constant has been through already.
      return layer.data.destination_type === 'f32' ? first : unknown(layer, 'destination_type');
    case 'Convolution':
      return graph.op('Conv', operands, windowOf(layer, shapeOf(layer, 1).slice(2)));
    case 'GroupConvolution': {
      const [group = 1, , , ...kernel] = shapeOf(layer, 1);
      return graph.op('Conv', operands, { ...windowOf(layer, kernel), group });
    }
    case 'AvgPool':
      return averaged(graph, layer, first);
    case 'Add':
      return graph.op('Add', operands);
    case 'Multiply':
      return graph.op('Mul', operands);
    case 'PReLU':
      // One slope for all channels: one for each would have to be given the shape of a column.
      return shapeOf(layer, 1).join() === '1' ? graph.op('PRelu', operands) : unknown(layer, 'slope');
    case 'Sigmoid':
      return graph.op('Sigmoid', operands);
    default:
      return unknown(layer);
  }
}

function constant(layer: Layer, weights: Uint8Array): Float32Array {
  const [offset, size] = [Number(layer.data.offset), Number(layer.data.size)];
  const count = layer.shape.reduce((product, each) => product * each, 1);
  if (layer.data.element_type !== 'f16' || size !== 2 * count) return unknown(layer, 'element_type');
  if (!(offset >= 0) || offset + size > weights.length) throw new Error(`layer ${layer.id} lies outside the weights`);
  return singlesOf(weights.subarray(offset, offset + size));
}

/** Filters in groups, [groups, out, in, height, width], as ONNX has them: [groups × out, in, height, width]. */
function withoutGroups(shape: readonly number[]): readonly number[] {
  const [groups = 1, out = 1, ...rest] = shape;
  return shape.length === 5 ? [groups * out, ...rest] : shape;
}

/** The mean over everything, as these networks take it before they weigh their channels. */
function averaged(graph: Graph, layer: Layer, operand: string): string {
  const wholePicture = shapeOf(layer, 0).slice(2).join();
  return numbersOf(layer, 'kernel').join() === wholePicture && numbersOf(layer, 'pads_begin').every((pad) => pad === 0)
    ? graph.op('GlobalAveragePool', [operand])
    : unknown(layer, 'kernel');
}

function windowOf(layer: Layer, kernel: readonly number[]) {
  if (layer.data.auto_pad !== 'explicit') return unknown(layer, 'auto_pad');
  return {
    kernel_shape: kernel,
    strides: numbersOf(layer, 'strides'),
    dilations: numbersOf(layer, 'dilations'),
    pads: [...numbersOf(layer, 'pads_begin'), ...numbersOf(layer, 'pads_end')],
  };
}

function numbersOf(layer: Layer, name: string): readonly number[] {
  const numbers = (layer.data[name] ?? '').split(',').map((each) => Number.parseInt(each, 10));
  return numbers.every(Number.isInteger) ? numbers : unknown(layer, name);
}

function shapeOf({ operandShapes, id }: Layer, operand: number): readonly number[] {
  const shape = operandShapes[operand];
  if (!shape) throw new Error(`layer ${id} lacks an operand`);
  return shape;
}

function missing({ id }: Layer): never {
  throw new Error(`layer ${id} lacks an operand`);
}

function unknown({ id, type }: Layer, what?: string): never {
  throw new Error(`layer ${id} is a ${type}${what ? ` with a ${what}` : ''} that is not known here`);
}
