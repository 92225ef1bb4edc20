// The peer of bench:face, a process of its own: @vladmandic/face-api as it is meant to be run, on tfjs-wasm, from the
// folder the benchmark has installed it into. Told a picture (raw RGB), answers how long it took and whether it found
// the face.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { costOf } from './cost.ts';
import type { PeerAnswer, PeerRequest } from './peerMessages.ts';

/** The part of tfjs that is used here. */
interface TensorFlow {
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
  tensor3d(values: Int32Array, shape: [number, number, number], type: 'int32'): { dispose(): void };
  getBackend(): string;
}

/** The part of face-api that is used here. */
interface FaceApi {
  readonly nets: Readonly<
    Record<
      'ssdMobilenetv1' | 'faceLandmark68Net' | 'faceRecognitionNet',
      { loadFromDisk(folder: string): Promise<void> }
    >
  >;
  readonly SsdMobilenetv1Options: new (options: { minConfidence: number; maxResults: number }) => unknown;
  detectSingleFace(
    input: unknown,
    options: unknown,
  ): { withFaceLandmarks(): { withFaceDescriptor(): Promise<{ readonly descriptor: Float32Array } | undefined> } };
}

const [folder] = process.argv.slice(2);
if (folder === undefined || !process.send) throw new Error('started by bench-face only');
const require = createRequire(join(folder, 'package.json'));

const tf: TensorFlow = require('@tensorflow/tfjs');
const wasm: { setWasmPaths(folder: string): void } = require('@tensorflow/tfjs-backend-wasm');
wasm.setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json'))}/dist/`);
const api: FaceApi = require('@vladmandic/face-api/dist/face-api.node-wasm.js');
await tf.setBackend('wasm');
await tf.ready();
if (tf.getBackend() !== 'wasm') throw new Error(`not on wasm but on ${tf.getBackend()}`);
const weights = join(dirname(require.resolve('@vladmandic/face-api/package.json')), 'model');
await api.nets.ssdMobilenetv1.loadFromDisk(weights);
await api.nets.faceLandmark68Net.loadFromDisk(weights);
await api.nets.faceRecognitionNet.loadFromDisk(weights);
const options = new api.SsdMobilenetv1Options({ minConfidence: 0.5, maxResults: 10 });

process.on('message', async ({ pixels, width, height }: PeerRequest) => {
  const { value, ms, processorMs } = await costOf(async () => {
    const tensor = tf.tensor3d(Int32Array.from(pixels), [height, width, 3], 'int32');
    const found = await api.detectSingleFace(tensor, options).withFaceLandmarks().withFaceDescriptor();
    tensor.dispose();
    return found;
  });
  answer({ ms, processorMs, found: value?.descriptor.length === 128 });
});
answer('ready');

function answer(message: PeerAnswer | 'ready'): void {
  process.send?.(message);
}
