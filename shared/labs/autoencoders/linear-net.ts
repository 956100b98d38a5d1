import type { Arrays, NDArray } from "../../arrays.ts";

/**
 * PCA as a net of one linear layer each way: code = C (x − m), x̂ = Cᵀ code + m. Mean m: columns; components C: units × columns, orthonormal rows. Its
 * layers are named as those of every net of this lab.
 */
export function linearNet(mean: NDArray, { shape: [units, columns], values: components }: NDArray): Arrays {
  const encoder = new Float32Array(components.length);
  const bias = new Float32Array(units);
  for (let k = 0; k < units; k++)
    for (let c = 0; c < columns; c++) {
      encoder[c * units + k] = components[k * columns + c];
      bias[k] -= components[k * columns + c] * mean.values[c];
    }
  return {
    "layer0.weights": { shape: [columns, units], values: encoder },
    "layer0.bias": { shape: [units], values: bias },
    "layer1.weights": { shape: [units, columns], values: Float32Array.from(components) },
    "layer1.bias": { shape: [columns], values: Float32Array.from(mean.values) },
  };
}
