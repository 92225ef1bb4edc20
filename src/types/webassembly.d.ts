/** The part of WebAssembly that this program uses: Node has it, the types of Node 20 do not. */
declare namespace WebAssembly {
  type Imports = object;
  type Exports = Readonly<Record<string, unknown>>;

  class Module {
    constructor(bytes: Uint8Array);
  }

  class Instance {
    readonly exports: Exports;
    constructor(module: Module, imports: Imports);
  }

  class Memory {
    readonly buffer: ArrayBuffer;
    /** Adds pages of 64 KB and returns how many there were; throws a RangeError where there are no more. */
    grow(pages: number): number;
  }
}
