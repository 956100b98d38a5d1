import { inBatches } from "../batch.ts";
import type { Program } from "../program.ts";
import { bytesNeeded, type CompiledDensity, compileProgram } from "./compile.ts";
import { LIBRARY_END } from "./link.ts";

/** Points that the compiled loop works through in one call. */
export const POINTS_AT_ONCE = 32;

export interface CompiledPoints {
  /**
   * Writes the values at `count` points, whose coordinate j lies at positions + 8 · (j · stride + i), from `values` on, which are addresses. What lies behind
   * the last point, up to a multiple of POINTS_AT_ONCE, is read and written as well.
   */
  evaluate(positions: number, values: number, count: number): void;
}

/** Memory that a compiled function shares: addresses below `LIBRARY_END` are left free, and `alloc` gives others. */
export interface Room {
  readonly memory: { readonly buffer: ArrayBuffer };
  alloc(bytes: number): number;
}

/**
 * A function of an `integrandOf`, compiled into a module's memory for points in blocks: many at once with two points an instruction; one after the other
 * where its vectors are too long to be written out. Both have the interpreter's bits.
 */
export function compilePoints(program: Program, stride: number, room: Room): CompiledPoints {
  const many = inBatches(program, { count: POINTS_AT_ONCE, stride });
  if (many !== null) {
    const { report } = load(many, room);
    return {
      evaluate(positions, values, count) {
        for (let i = 0; i < count; i += POINTS_AT_ONCE) report(positions + 8 * i, values + 8 * i);
      },
    };
  }
  const { value } = load(program, room);
  const { dimension } = program;
  const position = room.alloc(8 * dimension);
  return {
    evaluate(positions, values, count) {
      const numbers = new Float64Array(room.memory.buffer);
      for (let i = 0; i < count; i++) {
        for (let j = 0; j < dimension; j++) numbers[position / 8 + j] = numbers[positions / 8 + j * stride + i];
        numbers[values / 8 + i] = value(position);
      }
    },
  };
}

function load(program: Program, { memory, alloc }: Room): CompiledDensity {
  // Vectors are loaded in pairs: 16 bytes are read where the base is a multiple of 16.
  const base = Math.ceil(alloc(bytesNeeded(program) + 16) / 16) * 16;
  if (base < LIBRARY_END) throw new RangeError(`memory: ${base} (the first ${LIBRARY_END} bytes must be free)`);
  const { bytes, fill } = compileProgram(program, base);
  fill(memory.buffer);
  const module = new WebAssembly.Module(bytes);
  return new WebAssembly.Instance(module, { env: { memory: memory as WebAssembly.Memory } })
    .exports as unknown as CompiledDensity;
}
