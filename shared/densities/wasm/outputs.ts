import type { Id, Program } from "../program.ts";
import { F64_STORE, f64x2, v128 } from "./code.ts";
import { type Frame, OUTPUT } from "./frame.ts";
import { isLong, type Output } from "./schedule.ts";

/** Numbers that are written one behind the other. */
export function outputsOf(program: Program, ids: readonly Id[]): readonly Output[] {
  let offset = 0;
  return ids.map((id) => {
    const output = { id, offset };
    offset += 8 * program.operations[id].length;
    return output;
  });
}

/** Two numbers (or the first alone) that stand together in the outputs, in a multiple of 16 bytes. */
export interface OutputPair {
  readonly offset: number;
  readonly single: boolean;
  /** Leaves them on the stack: two lanes, or one float64. */
  push(): void;
}

/** Scalars and short vectors of the outputs in pairs. */
export function outputPairs(frame: Frame, outputs: ReadonlyMap<Id, readonly number[]>): readonly OutputPair[] {
  const { code } = frame;
  const places = new Map<number, { readonly id: Id; readonly i: number }>();
  for (const [id, offsets] of outputs) {
    const length = frame.length(id);
    if (isLong(length)) continue;
    for (const offset of offsets) for (let i = 0; i < length; i++) places.set(offset + 8 * i, { id, i });
  }
  const ordered = [...places].sort(([a], [b]) => a - b);
  return ordered.flatMap(([offset, { id, i }]): readonly OutputPair[] => {
    if (offset % 16 !== 0 && places.has(offset - 8)) return [];
    const right = offset % 16 === 0 ? places.get(offset + 8) : undefined;
    if (right === undefined) return [{ offset, single: true, push: () => frame.lane(id, i) }];
    const push = () => {
      if (right.id === id && right.i === i + 1 && i % 2 === 0) frame.pair(id, i >> 1);
      else {
        frame.lane(id, i);
        code.simd(f64x2.splat);
        frame.lane(right.id, right.i);
        code.lane(f64x2.replace, 1);
      }
    };
    return [{ offset, single: false, push }];
  });
}

/**
 * Writes scalars and short vectors behind the function's second parameter, two numbers at once wherever they stand together: who reads them in pairs
 * would otherwise wait until both stores have reached the cache, and with them all that came before.
 */
export function writeShort(frame: Frame, outputs: ReadonlyMap<Id, readonly number[]>): void {
  const { code } = frame;
  for (const { offset, single, push } of outputPairs(frame, outputs)) {
    code.get(OUTPUT);
    push();
    if (single) code.memory(F64_STORE, offset);
    else code.simdMemory(v128.store, offset);
  }
}
