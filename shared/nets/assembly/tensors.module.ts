/**
 * The kernels of the training engine: float32 tensors by address, each kernel with a scalar reference in shared/nets/kernels that gives the same bits.
 * A kernel's own places grow the memory at its first call for a shape: views of the memory are made after that.
 */
export { alloc } from "../../wasm/lib/memory";
export { dense, gemmBatch, gemmNT, gemmTN } from "./products";
export { sumRows } from "./sums";
export { copy, pairwise, sumLast, sumMiddle } from "./elementwise";
export { slope, unary } from "./unary";
export { causalSoftmax, causalSoftmaxSlope, correct, logSoftmax, softmax, softmaxSlope } from "./softmax";
export { standardise, standardiseSlope } from "./standardise";
export { bernoulli, softmaxCrossEntropy } from "./losses";
export { conv2d, conv2dFilter } from "./convolution";
export { conv2dInput } from "./convolution-input";
export { depthwise2d, depthwise2dFilter, depthwise2dInput } from "./depthwise";
export { avgPool2d, avgPool2dInput, maxPool2d, maxPool2dInput, maxPool2dPick } from "./pooling";
export { adam, rmsprop, sgd } from "./optimisers";
export { loadBytes, loadFloats } from "./tables";
export { dropMask, normals, uniforms } from "./draws";
export { shrink } from "./shrinkage";
export { copyRuns, gather, lowerTriangle, oneHot, permute, scatterAdd, zero } from "./moves";
