/**
 * Graphs of integer operations for page, terminal and edge: int8 weights, activations in 0…127 (or 255 where no product reads them), int32 sums. The same bytes everywhere;
 * `quant-relaxed` gives them faster where the runtime has relaxed SIMD.
 */
export { alloc } from "../../wasm/lib/memory";
export { weightBytes } from "./dot";
export { runGraph } from "./graph";
export { useTables } from "./steps";
