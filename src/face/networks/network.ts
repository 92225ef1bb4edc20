import './withoutTelemetry.ts';
import { InferenceSession, Tensor } from 'onnxruntime-node';

/** A network that is ready to run; all of them take one float tensor. */
export class Network {
  private readonly session: InferenceSession;
  /** The input of a run that is over, all zero. Fresh memory costs as much, page by page, as filling it. */
  private spare: Float32Array | undefined;

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

  /** An input of `length` numbers for the next {@link run}, all zero. */
  input(length: number): Float32Array {
    const { spare } = this;
    this.spare = undefined;
    return spare?.length === length ? spare : new Float32Array(length);
  }

  /** Name of its first output. */
  get output(): string {
    return this.session.outputNames[0] ?? 'output';
  }

  /** Runs the network once. `input` shows a face: it is zeroed as soon as the network has read it, and used again. */
  async run(input: Float32Array, shape: readonly number[]): Promise<(output: string) => Float32Array> {
    try {
      const [name = 'input'] = this.session.inputNames;
      const outputs = await this.session.run({ [name]: new Tensor('float32', input, shape) });
      return (name) => {
        const data = outputs[name]?.data;
        if (!(data instanceof Float32Array)) throw new Error(`the network has no float output ${name}`);
        return data;
      };
    } finally {
      this.spare = input.fill(0);
    }
  }

  close(): Promise<void> {
    return this.session.release();
  }
}
