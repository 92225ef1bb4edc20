/** The part of @cornerstonejs/codec-openjpeg 1.3 that this program uses; the package ships no types for this entry. */
declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  /** What a codestream says of itself. A file that is none has width 0. */
  export interface FrameInfo {
    readonly width: number;
    readonly height: number;
    readonly bitsPerSample: number;
    readonly componentCount: number;
    readonly isSigned: boolean;
  }

  /** Lives in WebAssembly memory until deleted. Views of its buffers die with the next call that allocates. */
  export interface J2KDecoder {
    getEncodedBuffer(length: number): Uint8Array;
    decode(): void;
    getFrameInfo(): FrameInfo;
    getDecodedBuffer(): Uint8Array;
    delete(): void;
  }

  export interface OpenJpeg {
    readonly J2KDecoder: new () => J2KDecoder;
  }

  export default function openJpeg(options: {
    print(text: string): void;
    printErr(text: string): void;
    /** Makes the instance instead of the package, which then reads no file: calls `received` and returns the exports. */
    instantiateWasm(
      imports: WebAssembly.Imports,
      received: (instance: WebAssembly.Instance, program: WebAssembly.Module) => void,
    ): WebAssembly.Exports;
  }): Promise<OpenJpeg>;
}
