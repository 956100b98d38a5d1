import { newMemory } from "../../wasm/instantiate.ts";
import { inBatches } from "../batch.ts";
import type { Interpreted } from "../interpret.ts";
import type { Program } from "../program.ts";
import { bytesNeeded, compileProgram } from "./compile.ts";
import type { CompiledDensity } from "./compiled.ts";
import { LIBRARY_END } from "./link.ts";

const BYTES_OF_PAGE = 65_536;

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

/** A memory that belongs to no module, for compiled functions alone. Views of it hold until something more is compiled. */
export function newRoom(memory: WebAssembly.Memory = newMemory()): Room {
  let end = LIBRARY_END;
  return {
    memory,
    alloc(bytes) {
      const at = end;
      end = Math.ceil((at + bytes) / 16) * 16;
      const missing = end - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / BYTES_OF_PAGE));
      return at;
    },
  };
}

/** The same as `interpret`, compiled: its bits, point by point. */
export function compileDensity(program: Program, room: Room): Interpreted {
  const compiled = load(program, room);
  const { dimension, names } = program;
  const [from, to] = [dimension, Math.max(dimension, names.length)].map((length) => room.alloc(8 * (length + 2)));
  const numbers = (at: number, length: number) => new Float64Array(room.memory.buffer, at, length);
  const write = (position: Float64Array) => numbers(from, dimension).set(position.subarray(0, dimension));
  return {
    value(position, gradient) {
      write(position);
      if (!gradient) return compiled.value(from);
      const found = compiled.density(from, to);
      gradient.set(numbers(to, dimension));
      return found;
    },
    report(position, out) {
      write(position);
      compiled.report(from, to);
      out.set(numbers(to, names.length));
    },
  };
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

/**
 * The value of a density at `count` points (more than `SHORT` of schedule.ts), then what it reports, number by number: `count` numbers each. Coordinate j of point i is at j · count + i of
 * what is given. Both arrays are the caller's to write and to read, and lie in the room.
 */
export interface CompiledReports {
  positions(): Float64Array;
  found(): Float64Array;
  /** Where what is reported begins, in bytes: a function of it may be compiled with a stride of `count`. */
  readonly reported: number;
  evaluate(): void;
}

/** A density compiled for points in blocks of one size, or point by point where its vectors are too long to be written out: with the interpreter's bits. */
export function compileReports(program: Program, count: number, room: Room): CompiledReports {
  const { dimension, names } = program;
  const many = inBatches(program, { count, stride: count }, [program.value, ...program.reported]);
  const compiled = load(many ?? program, room);
  const [from, to] = [dimension, 1 + names.length].map((rows) => room.alloc(8 * (rows * count + POINTS_AT_ONCE)));
  const numbers = (at: number, length: number) => new Float64Array(room.memory.buffer, at, length);
  const arrays = {
    positions: () => numbers(from, dimension * count),
    found: () => numbers(to, (1 + names.length) * count),
    reported: to + 8 * count,
  };
  if (many !== null) return { ...arrays, evaluate: () => compiled.report(from, to) };
  const [position, reported] = [dimension, names.length].map((length) => room.alloc(8 * (length + 2)));
  return {
    ...arrays,
    evaluate() {
      const [positions, found] = [arrays.positions(), arrays.found()];
      const [at, own] = [numbers(position, dimension), numbers(reported, names.length)];
      for (let i = 0; i < count; i++) {
        for (let j = 0; j < dimension; j++) at[j] = positions[j * count + i];
        found[i] = compiled.value(position);
        compiled.report(position, reported);
        for (let k = 0; k < own.length; k++) found[(1 + k) * count + i] = own[k];
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
