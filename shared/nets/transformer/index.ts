export { type TransformerShape, type TransformerTensors, transformer } from "./net.ts";
export { type Reader, readerOf, windowStart } from "./reader.ts";
