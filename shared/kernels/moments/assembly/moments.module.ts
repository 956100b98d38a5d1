/**
 * Streamed mean and covariance in float64: rows come in blocks through one buffer. Scalar reference: shared/kernels/moments/index.ts, with
 * the same bits. One accumulator a module instance.
 */
import { alloc } from "../../../wasm/lib/memory";
export { alloc };
export { addPart, partNumbers, takePart } from "./parts";
export { addBytes, byteInput, byteProducts, byteSums, setUpBytes } from "./bytes";
export { add, addChanges, BYTES, FLOAT32, FLOAT64, input, products, scale, setUp, shift, summed, sums } from "./moments";
