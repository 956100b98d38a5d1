export { DERIVED, type Derived, withDerived, withThreshold } from "./before.ts";
export { type Calibration, rangeOf, seenIn } from "./calibrate.ts";
export { graphOfChain } from "./chain.ts";
export { type FloatGraph, type FloatNode, type FloatStep, NoIntegersError } from "./graph.ts";
export { type Quantised, type QuantiseOptions, quantiseGraph } from "./quantise.ts";
export { eachRow } from "./run.ts";
export { shapesOf } from "./shapes.ts";
export { quantiseText } from "./text.ts";
export { type FloatProduct, floatMatrix, quantisedWeights } from "./weights.ts";
