export { type AttentionLayerOptions, attentionLayer } from "./attention.ts";
export { convLayer, convTransposeLayer, depthwiseLayer, type Kernel } from "./convolution.ts";
export { denseLayer } from "./dense.ts";
export { embeddingLayer } from "./embedding.ts";
export { ShapeError, type WeightOptions } from "./layer.ts";
export { type BatchNormLayer, batchNormLayer, layerNormLayer } from "./normalisation.ts";
export { type GruOptions, gruLayer, type LstmState, lstmLayer } from "./recurrent.ts";
export { joined, steps } from "./sequence.ts";
