import './withoutTelemetry.ts';
import { InferenceSession, Tensor } from 'onnxruntime-node';

/** A network that is ready to run; all of ours take one float tensor called `input`. */
export class Network {
  private readonly session: InferenceSession;

  private constructor(session: InferenceSession) {
    this.session = session;
  }

  /** Throws where the bytes are no model that the runtime knows. */
  static async open(model: Uint8Array): Promise<Network> {
    const session = await InferenceSession.create(model, {
      // Several sessions whose threads spin while they wait take the processor from each other and from the screen.
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
      logSeverityLevel: 3,
    });
    return new Network(session);
  }

  /** Runs the network once. `input` shows a face: it is zeroed as soon as the network has read it. */
  async run(input: Float32Array, shape: readonly number[]): Promise<(output: string) => Float32Array> {
    try {
      const outputs = await this.session.run({ input: new Tensor('float32', input, shape) });
      return (name) => {
        const data = outputs[name]?.data;
        if (!(data instanceof Float32Array)) throw new Error(`the network has no float output ${name}`);
        return data;
      };
    } finally {
      input.fill(0);
    }
  }

  close(): Promise<void> {
    return this.session.release();
  }
}
