/** Numbers that libraries choose differently: ours, stated here. */

/** As PyTorch and ONNX have it; Keras 1e-3. */
export const LAYER_EPSILON = 1e-5;
/** As Keras has them; PyTorch ε 1e-5, momentum 0.9, and the unbiased variance for what it remembers. */
export const BATCH_EPSILON = 1e-3;
export const BATCH_MOMENTUM = 0.99;
/** α and λ of Klambauer et al. 2017. */
export const SELU = { alpha: 1.6732632423543772, lambda: 1.0507009873554805 } as const;
