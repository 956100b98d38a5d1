export { convLayer, convTransposeLayer, depthwiseLayer, type Kernel } from "./convolution.ts";
export { denseLayer } from "./dense.ts";
export { ShapeError, type WeightOptions } from "./layer.ts";
