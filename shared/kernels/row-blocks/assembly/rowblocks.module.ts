/** Products of a layer with one sample, dense and sparse, in float32. Scalar reference: shared/kernels/row-blocks, with the same bits. */
export { alloc } from "../../../wasm/lib/memory";
export { denseRow, denseWindows } from "./dense";
export { sparseRow, sparseWindows } from "./sparse";
