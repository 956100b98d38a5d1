/**
 * Sums of segments added as a balanced binary tree: blocks of `size` bytes, a multiple of 32, wait in a stack and are added as carries are when a
 * binary counter steps.
 */
import { place, STACK } from "./scratch";

/** Bytes of a block of `count` floats. */
@inline
export function blockBytes(count: i32): usize {
  return <usize>((count + 7) & ~7) << 2;
}

/** The stack for the segments of n things; its lowest block holds their sum at the end. */
export function stackOf(n: i32, segment: i32, size: usize): usize {
  const segments: i32 = max(1, (n + segment - 1) / segment);
  return place(STACK, <usize>(32 - clz(segments)) * size);
}

/** Adds block number `count` (from 1), at `top`, to those that wait for it. Returns where the next one goes. */
@inline
export function push(top: usize, count: i32, size: usize): usize {
  for (let left: i32 = ctz(count); left > 0; left--) {
    top -= size;
    addBlock(top, top + size, size);
  }
  return top + size;
}

/** Adds all blocks below `top` to the lowest. */
export function settle(stack: usize, top: usize, size: usize): void {
  for (; top > stack + size; top -= size) addBlock(top - 2 * size, top - size, size);
}

/** to = to + from. */
function addBlock(to: usize, from: usize, bytes: usize): void {
  for (const end = to + bytes; to < end; to += 32, from += 32) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
    v128.store(to, f32x4.add(v128.load(to, 16), v128.load(from, 16)), 16);
  }
}
