/** Numbers by their place in the module's memory, counted in float64 from where `useRoom` says: read in place of shared/kernels/integration/memory.ts. */
let room: usize = 0;

export function useRoom(address: usize): void {
  room = address;
}

@inline
export function get(place: i32): f64 {
  return load<f64>(room + (<usize>place << 3));
}

@inline
export function set(place: i32, value: f64): void {
  store<f64>(room + (<usize>place << 3), value);
}

/** A whole number as a place. */
@inline
export function integer(value: f64): i32 {
  return <i32>value;
}
