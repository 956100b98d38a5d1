/**
 * Loops that show what one thread of a machine can do at most: they do nothing but read, or nothing but multiply and add. Roofline model: Williams, Waterman,
 * Patterson, "Roofline: an insightful visual performance model for multicore architectures", Communications of the ACM 52(4), 2009.
 */
import type { WasmModules } from "../../wasm/modules.ts";

export interface Loop {
  /** Multiply-adds, or bytes, of one turn. */
  readonly amount: number;
  turns(count: number): void;
}

/** Bytes that are read again and again: what fits into the caches of a core, the large one beside them, and what does not. */
export const READ = [16_384, 131_072, 1_048_576, 8_388_608, 67_108_864] as const;

/** Steps of a turn. */
const STEPS = 1024;
const FLOATS_PER_STEP = 32;

type Module = WasmModules["roofline"];

/** On a fresh instance of the module, of which the largest size of `read` is reserved. */
export function peakLoops(module: Module): Readonly<Record<"float32" | "int8", Loop>> {
  module.setUp();
  return {
    float32: { amount: STEPS * FLOATS_PER_STEP, turns: (count) => void module.floats(STEPS * count) },
    int8: { amount: STEPS * module.integersPerStep.value, turns: (count) => void module.integers(STEPS * count) },
  };
}

/** A loop for each size of READ, over the same memory. */
export function readLoops(module: Module): readonly Loop[] {
  const largest = READ[READ.length - 1];
  const at = module.alloc(largest);
  // Pages that were never written are one page of zeros.
  new Uint8Array(module.memory.buffer, at, largest).fill(85);
  return READ.map((bytes) => ({ amount: bytes, turns: (count) => void module.read(at, bytes, count) }));
}
