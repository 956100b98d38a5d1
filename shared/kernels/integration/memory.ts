/**
 * Numbers by their place, for what is compiled twice: for TypeScript they lie in an array, which `useRoom` chooses; in place of this file the compiler of
 * AssemblyScript reads assembly/memory.ts, where they lie in the module's memory.
 */
let room: Float64Array = new Float64Array(0);

/** All that follows reads and writes this array. */
export function useRoom(array: Float64Array): void {
  room = array;
}

export function get(place: i32): number {
  return room[place];
}

export function set(place: i32, value: number): void {
  room[place] = value;
}

/** A whole number as a place. */
export function integer(value: number): i32 {
  return value;
}
