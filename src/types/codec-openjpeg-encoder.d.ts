/** The part of @cornerstonejs/codec-openjpeg 1.3 that writes pictures; the package ships no types for this entry. */
declare module '@cornerstonejs/codec-openjpeg/wasmjs' {
  /** Lives in WebAssembly memory until deleted. Views of its buffers die with the next call that allocates. */
  export interface J2KEncoder {
    /** Where the pixels go. */
    getDecodedBuffer(about: {
      readonly width: number;
      readonly height: number;
      readonly bitsPerSample: number;
      readonly componentCount: number;
      readonly isSigned: boolean;
      readonly isUsingColorTransform: boolean;
    }): Uint8Array;
    /** With `lossless` false, as many layers as `layers`, each with a ratio of its own. */
    setQuality(lossless: boolean, layers: number): void;
    setCompressionRatio(layer: number, ratio: number): void;
    encode(): void;
    getEncodedBuffer(): Uint8Array;
    delete(): void;
  }

  export interface OpenJpegWriter {
    readonly J2KEncoder: new () => J2KEncoder;
  }

  export default function openJpeg(options: {
    print(text: string): void;
    printErr(text: string): void;
  }): Promise<OpenJpegWriter>;
}
