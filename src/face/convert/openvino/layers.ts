import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';

/** One layer of a network in OpenVINO's intermediate representation (IR). */
export interface Layer {
  readonly id: string;
  readonly type: string;
  /** What its `data` says: strides, paddings, where a constant lies. */
  readonly data: Readonly<Record<string, string>>;
  /** Ids of the layers it takes its operands from, in order. */
  readonly operands: readonly string[];
  /** Of each operand. */
  readonly operandShapes: readonly (readonly number[])[];
  /** Of the one value it makes; empty for the layer that is the network's result. */
  readonly shape: readonly number[];
}

const port = z.object({ id: z.string(), dim: z.array(z.coerce.number()).default([]) });
const ports = z
  .object({ port: z.array(port) })
  .optional()
  .transform((side) => side?.port ?? []);
const document = z.object({
  net: z.object({
    version: z.string(),
    layers: z.object({
      layer: z.array(
        z.object({
          id: z.string(),
          type: z.string(),
          data: z.record(z.string(), z.string()).default({}),
          input: ports,
          output: ports,
        }),
      ),
    }),
    edges: z.object({
      edge: z.array(z.object({ 'from-layer': z.string(), 'to-layer': z.string(), 'to-port': z.string() })),
    }),
  }),
});

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  processEntities: false,
  isArray: (name) => ['layer', 'edge', 'port', 'dim'].includes(name),
});
const knownVersion = '11';

/**
 * The layers of an IR 11 document, each after those it takes its operands from. Throws where it is none, or where a
 * layer makes more than one value.
 */
export function readLayers(xml: string): readonly Layer[] {
  const { net } = document.parse(parser.parse(xml));
  if (net.version !== knownVersion) throw new Error(`version ${net.version} of the IR, not ${knownVersion}`);
  const sources = new Map(net.edges.edge.map((edge) => [`${edge['to-layer']}:${edge['to-port']}`, edge['from-layer']]));
  const made = new Set<string>();
  return net.layers.layer.map(({ id, type, data, input, output }) => {
    const operands = input.map((each) => {
      const source = sources.get(`${id}:${each.id}`);
      if (source === undefined || !made.has(source)) throw new Error(`layer ${id}: an operand comes from nowhere`);
      return source;
    });
    if (output.length > 1) throw new Error(`layer ${id} (${type}) makes more than one value`);
    made.add(id);
    return { id, type, data, operands, operandShapes: input.map(({ dim }) => dim), shape: output[0]?.dim ?? [] };
  });
}
