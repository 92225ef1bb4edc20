import { bytesField, floatField, intField, type Message, written } from './protobuf.ts';

/** An attribute of a node: a whole number, several, or a single-precision number. */
export type Attribute = number | readonly number[] | { readonly float: number };

/** A size that is known, or the name of one that is free. */
export type Dimension = number | string;

// Field numbers of onnx.proto, as far as they are used here.
const inModel = { irVersion: 1, producer: 2, graph: 7, opset: 8 } as const;
const inOpset = { domain: 1, version: 2 } as const;
const inGraph = { node: 1, name: 2, initializer: 5, input: 11, output: 12 } as const;
const inNode = { input: 1, output: 2, name: 3, type: 4, attribute: 5 } as const;
const inAttribute = { name: 1, float: 2, int: 3, ints: 8, type: 20 } as const;
const inTensor = { dimension: 1, type: 2, name: 8, raw: 9 } as const;
const inValue = { name: 1, type: 2 } as const;
const attributeType = { float: 1, int: 2, ints: 7 } as const;
const elementType = { float: 1, int64: 7 } as const;

const irVersion = 7;
const opsetVersion = 13;

/** Builds one ONNX model: nodes and constants in, bytes out. Same calls, same bytes. */
export class Graph {
  private readonly nodes: Message[] = [];
  private readonly constants: Message[] = [];
  private readonly inputs: Message[] = [];
  private readonly outputs: Message[] = [];
  private values = 0;

  /** Declares a float input of the model. */
  input(name: string, shape: readonly Dimension[]): string {
    this.inputs.push(valueInfo(name, shape));
    return name;
  }

  /** Gives a value out of the graph under a name of its own. */
  output(name: string, value: string, shape: readonly Dimension[]): void {
    this.nodes.push(node('Identity', [value], name, {}));
    this.outputs.push(valueInfo(name, shape));
  }

  /** Adds a node and returns the name of its one output. */
  op(type: string, inputs: readonly string[], attributes: Readonly<Record<string, Attribute>> = {}): string {
    const output = this.newName();
    this.nodes.push(node(type, inputs, output, attributes));
    return output;
  }

  /** A float tensor; no shape is a scalar. A Float32Array is kept, not copied: nobody may change it afterwards. */
  floats(values: ArrayLike<number>, shape: readonly number[] = []): string {
    return this.constant(elementType.float, shape, values instanceof Float32Array ? values : Float32Array.from(values));
  }

  /** A list of whole numbers, as shapes, axes and paddings are given. */
  integers(values: readonly number[]): string {
    return this.constant(elementType.int64, [values.length], BigInt64Array.from(values, BigInt));
  }

  /** The model as a file holds it. */
  toModel(name: string): Uint8Array {
    const graph = [
      ...this.nodes.flatMap((each) => bytesField(inGraph.node, each)),
      ...bytesField(inGraph.name, name),
      ...this.constants.flatMap((each) => bytesField(inGraph.initializer, each)),
      ...this.inputs.flatMap((each) => bytesField(inGraph.input, each)),
      ...this.outputs.flatMap((each) => bytesField(inGraph.output, each)),
    ];
    const opset = [...bytesField(inOpset.domain, ''), ...intField(inOpset.version, opsetVersion)];
    return written([
      ...intField(inModel.irVersion, irVersion),
      ...bytesField(inModel.producer, 'uketsuke'),
      ...bytesField(inModel.graph, graph),
      ...bytesField(inModel.opset, opset),
    ]);
  }

  private constant(type: number, shape: readonly number[], values: Float32Array | BigInt64Array): string {
    const name = this.newName();
    this.constants.push([
      ...shape.flatMap((size) => intField(inTensor.dimension, size)),
      ...intField(inTensor.type, type),
      ...bytesField(inTensor.name, name),
      // Raw data is little-endian by definition, as is every machine this runs on.
      ...bytesField(inTensor.raw, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
    ]);
    return name;
  }

  private newName(): string {
    return `v${this.values++}`;
  }
}

function node(
  type: string,
  inputs: readonly string[],
  output: string,
  attributes: Readonly<Record<string, Attribute>>,
): Message {
  return [
    ...inputs.flatMap((input) => bytesField(inNode.input, input)),
    ...bytesField(inNode.output, output),
    ...bytesField(inNode.name, `${type}_${output}`),
    ...bytesField(inNode.type, type),
    ...Object.entries(attributes).flatMap(([name, value]) => bytesField(inNode.attribute, attribute(name, value))),
  ];
}

function attribute(name: string, value: Attribute): Message {
  const named = bytesField(inAttribute.name, name);
  const typed = (type: number) => intField(inAttribute.type, type);
  if (typeof value === 'number') return [...named, ...intField(inAttribute.int, value), ...typed(attributeType.int)];
  if ('float' in value) return [...named, ...floatField(inAttribute.float, value.float), ...typed(attributeType.float)];
  const ints = value.flatMap((each) => intField(inAttribute.ints, each));
  return [...named, ...ints, ...typed(attributeType.ints)];
}

/** ValueInfoProto: name, and TypeProto { tensor_type { elem_type, shape { dim { value or param } } } }. */
function valueInfo(name: string, shape: readonly Dimension[]): Message {
  const dimensions = shape.flatMap((size) =>
    bytesField(1, typeof size === 'string' ? bytesField(2, size) : intField(1, size)),
  );
  const tensor = [...intField(1, elementType.float), ...bytesField(2, dimensions)];
  return [...bytesField(inValue.name, name), ...bytesField(inValue.type, bytesField(1, tensor))];
}
