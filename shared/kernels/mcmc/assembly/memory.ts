// What a remembering sampler carries from draw to draw: `count` float64 as in shared/kernels/mcmc/memory.ts.

let numbers: usize = 0;
export let memoryCount: i32 = 0;

export function makeMemory(count: i32): void {
  memoryCount = count;
  numbers = heap.alloc(<usize>max<i32>(count, 1) << 3);
  memory.fill(numbers, 0, <usize>count << 3);
}

/** Where number `i` lies. */
@inline
export function addressOf(i: i32): usize {
  return numbers + (<usize>i << 3);
}

@inline
export function recall(i: i32): f64 {
  return load<f64>(numbers + (<usize>i << 3));
}

@inline
export function remember(i: i32, value: f64): void {
  store<f64>(numbers + (<usize>i << 3), value);
}

@inline
export function add(i: i32, value: f64): void {
  remember(i, recall(i) + value);
}

/** Copies `count` numbers from elsewhere into the memory, from place `i` on, or out of it. */
export function keep(i: i32, from: usize, count: i32): void {
  memory.copy(addressOf(i), from, <usize>count << 3);
}

export function fetch(i: i32, to: usize, count: i32): void {
  memory.copy(to, addressOf(i), <usize>count << 3);
}
