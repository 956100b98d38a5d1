/**
 * Reserves `bytes` of memory, aligned to 16 bytes and zero, growing the memory as needed; never freed: a process
 * takes a fresh instance. Traps when the memory cannot grow.
 */
export function alloc(bytes: usize): usize {
  return heap.alloc(bytes);
}
