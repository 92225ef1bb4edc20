import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Graph } from '../../src/face/convert/graph.ts';
import { add, convolve, type Plane, padEnd, pool, relu, relu6 } from '../../src/face/convert/tfjs/layers.ts';
import { readWeights, type Weight, weightOf } from '../../src/face/convert/tfjs/weights.ts';
import { Network } from '../../src/face/networks/network.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'uketsuke-weights-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Weights in tfjs's form: what the manifest says of each, and the bytes of all. */
function weights(entries: readonly object[], bytes: Buffer): ReturnType<typeof readWeights> {
  writeFileSync(join(folder, 'm-weights_manifest.json'), JSON.stringify([{ paths: ['m.bin'], weights: entries }]));
  writeFileSync(join(folder, 'm.bin'), bytes);
  return readWeights(folder, 'm');
}

describe('weights of tfjs', () => {
  test('are bytes with a scale and a minimum, whole numbers so packed, and floats where no float can be laid over', () => {
    const floats = Buffer.alloc(8);
    floats.writeFloatLE(1.5, 0);
    floats.writeFloatLE(-2, 4);
    const read = weights(
      [
        { name: 'packed', shape: [3], dtype: 'float32', quantization: { dtype: 'uint8', scale: 0.5, min: -1 } },
        { name: 'plain', shape: [1, 2], dtype: 'float32' },
        { name: 'counts', shape: [1], dtype: 'int32', quantization: { dtype: 'uint8', scale: 1, min: 7 } },
        { name: 'scalar', shape: [], dtype: 'float32', quantization: { dtype: 'uint8', scale: 2, min: 0 } },
      ],
      Buffer.concat([Buffer.from([0, 2, 255]), floats, Buffer.from([3]), Buffer.from([4])]),
    );
    const data = (name: string) => Array.from(weightOf(read, name).data);
    expect(data('packed')).toEqual([-1, 0, 126.5]);
    expect(data('plain')).toEqual([1.5, -2]);
    expect(weightOf(read, 'plain').shape).toEqual([1, 2]);
    expect(data('counts')).toEqual([10]);
    expect(data('scalar')).toEqual([8]);
  });

  test('of a kind that none of our networks has are refused, and so is a name that is not there', () => {
    expect(() => weights([{ name: 'a', shape: [1], dtype: 'int32' }], Buffer.alloc(4))).toThrow();
    const none = weights([], Buffer.alloc(0));
    expect(() => weightOf(none, 'a')).toThrow('no weight a');
  });
});

/** One picture through a graph: built here, run by the runtime. */
async function run(input: Plane, values: Float32Array, build: (graph: Graph, input: Plane) => Plane) {
  const graph = new Graph();
  graph.input(input.name, [1, input.channels, input.height, input.width]);
  const output = build(graph, input);
  graph.output('out', output.name, [1, output.channels, output.height, output.width]);
  const network = await Network.open(graph.toModel('test'));
  try {
    const outputs = await network.run(values, [1, input.channels, input.height, input.width]);
    return { ...output, values: Array.from(outputs('out')) };
  } finally {
    await network.close();
  }
}

const plane = (channels: number, height: number, width: number): Plane => ({ name: 'input', channels, height, width });
const counting = (length: number) => Float32Array.from({ length }, (_, i) => ((i * 7) % 11) - 5);

/** tf.nn.conv2d by its definition: channels first here, filter as tfjs stores it. */
function tensorflowConvolution(
  { channels, height, width }: Plane,
  values: Float32Array,
  { shape, data }: Weight,
  { stride, padding, depthwise }: { stride: number; padding: 'same' | 'valid'; depthwise: boolean },
): number[] {
  const [rows = 0, columns = 0, , perInput = 0] = shape;
  const outputs = depthwise ? channels : perInput;
  const along = (length: number, size: number) => {
    const count = padding === 'same' ? Math.ceil(length / stride) : Math.floor((length - size) / stride) + 1;
    const missing = padding === 'same' ? Math.max(0, (count - 1) * stride + size - length) : 0;
    return { count, before: Math.floor(missing / 2) };
  };
  const [down, across] = [along(height, rows), along(width, columns)];
  const result: number[] = [];
  for (let out = 0; out < outputs; out++) {
    for (let y = 0; y < down.count; y++) {
      for (let x = 0; x < across.count; x++) {
        let sum = 0;
        for (let into = 0; into < channels; into++) {
          if (depthwise && into !== out) continue;
          for (let r = 0; r < rows; r++) {
            for (let c = 0; c < columns; c++) {
              const [row, column] = [y * stride + r - down.before, x * stride + c - across.before];
              if (row < 0 || column < 0 || row >= height || column >= width) continue;
              const at = (r * columns + c) * channels + into;
              const weight = data[depthwise ? at : at * outputs + out] ?? 0;
              sum += weight * (values[(into * height + row) * width + column] ?? 0);
            }
          }
        }
        result.push(sum);
      }
    }
  }
  return result;
}

describe('layers', () => {
  test('of any size convolve as TensorFlow does, whose odd pixel of rim lies at the end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          channels: fc.integer({ min: 1, max: 3 }),
          height: fc.integer({ min: 3, max: 8 }),
          width: fc.integer({ min: 3, max: 8 }),
          size: fc.constantFrom(1, 3),
          outputs: fc.integer({ min: 1, max: 3 }),
          stride: fc.constantFrom(1, 2),
          padding: fc.constantFrom('same' as const, 'valid' as const),
          depthwise: fc.boolean(),
        }),
        async ({ channels, height, width, size, outputs, ...how }) => {
          const shape = [size, size, channels, how.depthwise ? 1 : outputs];
          const filter = { shape, data: counting(shape.reduce((a, b) => a * b, 1)) };
          const input = plane(channels, height, width);
          const values = counting(channels * height * width);
          const expected = tensorflowConvolution(input, values, filter, how);
          const result = await run(input, values, (graph, from) => convolve(graph, from, { filter, ...how }));
          expect(result.values).toEqual(expected.map((each) => expect.closeTo(each, 3)));
          expect(result.channels * result.height * result.width).toBe(expected.length);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('fold a normalisation into the filter', async () => {
    const filter = { shape: [1, 1, 1, 2], data: Float32Array.of(2, 3) };
    const { values } = await run(plane(1, 1, 2), Float32Array.of(1, -1), (graph, input) =>
      convolve(graph, input, { filter, scale: [10, 100], bias: [1, 2] }),
    );
    expect(values).toEqual([21, -19, 302, -298]);
  });

  test('cut off, add, pool, and fill up at the end of each axis, channels included', async () => {
    const { values, ...shape } = await run(plane(1, 2, 2), Float32Array.of(-3, 2, 5, 8), (graph, input) =>
      padEnd(graph, add(graph, relu(graph, input), relu6(graph, input)), { channels: 2, height: 2, width: 3 }),
    );
    expect(shape).toMatchObject({ channels: 2, height: 2, width: 3 });
    expect(values).toEqual([0, 4, 0, 10, 14, 0, 0, 0, 0, 0, 0, 0]);
    const pooled = await run(plane(1, 3, 3), counting(9), (graph, input) => pool(graph, 'MaxPool', input, 2, 1));
    expect(pooled.values).toEqual([5, 2, 5, 1]);
  });

  test('make the same bytes each time', () => {
    const build = () => {
      const graph = new Graph();
      graph.input('input', ['N', 3]);
      graph.output('out', graph.op('Clip', ['input', graph.floats([0]), graph.floats([1])]), ['N', 3]);
      return Buffer.from(graph.toModel('test'));
    };
    expect(build().equals(build())).toBe(true);
  });
});
