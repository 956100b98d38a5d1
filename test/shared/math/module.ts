import { readFileSync } from "node:fs";

type Numeric = (...values: number[]) => number;

/** A fresh instance of math.wasm: its functions by name, and views of its memory. */
export function mathModule() {
  const bytes = readFileSync(new URL("../../../shared/wasm/math.wasm", import.meta.url));
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  const memory = instance.exports.memory as WebAssembly.Memory;
  const call = instance.exports as Record<string, unknown> as Record<string, Numeric>;
  return {
    call,
    /** Copies values into newly allocated memory; returns the pointer. */
    put(values: Float64Array | Float32Array | Uint32Array): number {
      const pointer = call.alloc(values.byteLength);
      new Uint8Array(memory.buffer).set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), pointer);
      return pointer;
    },
    floats: (pointer: number, length: number) => new Float64Array(memory.buffer, pointer, length).slice(),
    singles: (pointer: number, length: number) => new Float32Array(memory.buffer, pointer, length).slice(),
    words: (pointer: number, length: number) => new Uint32Array(memory.buffer, pointer, length).slice(),
  };
}
