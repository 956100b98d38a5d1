import { put, roomOf } from "../../../shared/wasm/room.ts";
import { fresh } from "../../wasm.ts";

type Numeric = (...values: number[]) => number;

/** A fresh instance of math.wasm: its functions by name, and copies from its memory. */
export function mathModule() {
  const module = fresh("math");
  const { f32, f64, u32 } = roomOf(module);
  return {
    call: module as unknown as Record<string, Numeric>,
    /** Copies values into newly allocated memory; returns the pointer. */
    put: (values: Float64Array | Float32Array | Uint32Array) => put(module, values),
    floats: (pointer: number, length: number) => f64(pointer, length).slice(),
    singles: (pointer: number, length: number) => f32(pointer, length).slice(),
    words: (pointer: number, length: number) => u32(pointer, length).slice(),
  };
}
