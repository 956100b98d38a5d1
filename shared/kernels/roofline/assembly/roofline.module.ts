/** What a processor can do at most, for the roofline of a machine: multiply-adds on numbers that lie close by, and reading from memory. */
export { alloc } from "../../../wasm/lib/memory";
export { floats, integers, integersPerStep, read, setUp } from "./roofline";
