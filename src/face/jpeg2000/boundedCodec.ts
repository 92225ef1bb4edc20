import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import openJpeg, { type J2KDecoder } from '@cornerstonejs/codec-openjpeg/decodewasmjs';

/** The codec begins with 50 MB, most of it never touched; the largest photo that is let in takes 40 MB more. */
const mostBytes = 112 * 1024 * 1024;
const pageBytes = 65_536;
const nothing = Buffer.alloc(pageBytes);

/** The decoder in a memory of its own, which cannot grow without end, and can be dropped whole. */
export interface BoundedCodec {
  createDecoder(): J2KDecoder;
  /** Zeroes all of the memory. Nothing of the codec may be used afterwards. */
  wipe(): void;
}

let program: WebAssembly.Module | undefined;

/** A fresh codec: 10 ms where the program was compiled before. */
export async function openBoundedCodec(): Promise<BoundedCodec> {
  program ??= compile();
  const compiled = program;
  let memory: WebAssembly.Memory | undefined;
  const codec = await openJpeg({
    print: () => undefined,
    printErr: () => undefined,
    instantiateWasm(imports, received) {
      const instance = new WebAssembly.Instance(compiled, imports);
      memory = memoryOf(instance);
      cap(memory);
      received(instance, compiled);
      return instance.exports;
    },
  });
  return {
    createDecoder: () => new codec.J2KDecoder(),
    wipe: () => memory && wipeTouched(memory),
  };
}

/** Most pages were never written to: to zero those would be to take real memory for them. */
function wipeTouched({ buffer }: WebAssembly.Memory): void {
  for (let at = 0; at < buffer.byteLength; at += pageBytes) {
    const page = Buffer.from(buffer, at, pageBytes);
    if (!page.equals(nothing)) page.fill(0);
  }
}

function compile(): WebAssembly.Module {
  const file = createRequire(import.meta.url).resolve('@cornerstonejs/codec-openjpeg/decodewasm');
  return new WebAssembly.Module(readFileSync(file));
}

function memoryOf({ exports }: WebAssembly.Instance): WebAssembly.Memory {
  const memory = Object.values(exports).find((each) => each instanceof WebAssembly.Memory);
  if (!memory) throw new Error('the JPEG 2000 codec has no memory of its own');
  return memory;
}

/** The module itself would go to 2 GB. It grows through this one call, and takes a refusal for memory that is out. */
function cap(memory: WebAssembly.Memory): void {
  const grow = memory.grow.bind(memory);
  memory.grow = (pages) => {
    if (memory.buffer.byteLength + pages * pageBytes > mostBytes) throw new RangeError('a photo needs no more memory');
    return grow(pages);
  };
}
