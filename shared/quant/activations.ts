/** What a layer in integers can do after its sums. */
export const QUANT_ACTIVATIONS = ["linear", "relu", "leaky-relu", "tanh", "sigmoid"] as const;
export type QuantActivation = (typeof QUANT_ACTIVATIONS)[number];
