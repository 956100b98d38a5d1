/** Where a run passes a sample, on the machine that it is made on: int8 by scalar code and by WebAssembly, and the floats by WebAssembly. */
export const PLACES = ["scalar", "wasm", "float32"] as const;
