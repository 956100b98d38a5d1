import { FILL, f64, f64x2, V128, v128 } from "./code.ts";
import type { Frame } from "./frame.ts";

/** Lane 0 + lane 1 of the vector on the stack. */
export function addLanes(frame: Frame): void {
  const { code } = frame;
  const lanes = code.local(V128);
  code.tee(lanes);
  code.lane(f64x2.extract, 0);
  code.get(lanes);
  code.lane(f64x2.extract, 1);
  code.op(f64.add);
}

/** Adds up to four pairs of a block as `sum` does, and leaves the result. Pairs beyond the end are +0, which changes no sum that begins at +0. */
export function addBlock(frame: Frame, count: number, push: (k: number) => void): void {
  const { code } = frame;
  for (let k = 0; k < count; k++) {
    push(k);
    if (k === 1 || k === 3) code.simd(f64x2.add);
  }
  if (count > 2) code.simd(f64x2.add);
}

/** Sets bytes of memory to zero. */
export function clear(frame: Frame, at: number, bytes: number): void {
  const { code } = frame;
  if (bytes <= 1024) {
    for (let offset = 0; offset < bytes; offset += 16) {
      code.i32(0);
      frame.constant(0);
      if (bytes - offset === 8) code.laneMemory(v128.storeLane64, at + offset, 0);
      else code.simdMemory(v128.store, at + offset);
    }
    return;
  }
  code.i32(at);
  code.i32(0);
  code.i32(bytes);
  code.op(...FILL);
}
