/** Places that kernels work in: they grow at a kernel's first call for a shape, and are shared by all calls of the instance. */
import { copyPadded } from "./vectors";

/** Each kernel uses a place for one purpose at a time; a kernel that calls another must not hold that one's places. */
export const PACKED_B: i32 = 0;
export const PACKED_A: i32 = 1;
export const EDGE: i32 = 2;
export const STACK: i32 = 3;
export const PADDED: i32 = 4;
export const BIAS: i32 = 5;
export const INPUT: i32 = 6;
export const OUTPUT: i32 = 7;

const places = memory.data<usize>([0, 0, 0, 0, 0, 0, 0, 0]);
const sizes = memory.data<usize>([0, 0, 0, 0, 0, 0, 0, 0]);

/** At least that many bytes, aligned to 16, with contents left from last time. */
export function place(which: i32, bytes: usize): usize {
  const at = <usize>which << 2;
  if (bytes > load<usize>(sizes + at)) {
    store<usize>(places + at, heap.alloc(bytes));
    store<usize>(sizes + at, bytes);
  }
  return load<usize>(places + at);
}

/** What a place was last. */
@inline
export function placed(which: i32): usize {
  return load<usize>(places + (<usize>which << 2));
}

/** What sums of n outputs start from: the bias, or zeros where it is 0, filled up to `padded`. */
export function initOf(n: i32, padded: i32, bias: usize): usize {
  const init = place(BIAS, <usize>padded << 2);
  if (bias) copyPadded(init, bias, n, padded);
  else memory.fill(init, 0, <usize>padded << 2);
  return init;
}
