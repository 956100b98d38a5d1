/** The same with the relaxed int8 dot product, whose second operand stays in 0…127. */
export { alloc } from "../../../wasm/lib/memory";
export { floats, integers, integersPerStep, read, setUp } from "./roofline";
