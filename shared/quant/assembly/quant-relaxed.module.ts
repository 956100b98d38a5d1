/** The module `quant` with the relaxed int8 dot product: its second operand stays in 0…127, where every machine gives the exact result. See dot.ts. */
export { alloc } from "../../wasm/lib/memory";
export { weightBytes } from "./dot";
export { runGraph } from "./graph";
export { useTables } from "./steps";
