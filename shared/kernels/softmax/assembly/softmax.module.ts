/**
 * Updates of a language model with a large vocabulary, by the full softmax or by sampled words. Scalar reference: shared/kernels/softmax, with the same
 * bits. One model a module instance.
 */
export { alloc } from "../../../wasm/lib/memory";
export { accept, alias, biases, contexts, full, logQ, loss, outputs, sampled, setUp } from "./softmax";
