/** Machines to try things on. */
import type { Parameters } from "../../shared/kernels/rbm/machine.ts";
import { fillNormal32 } from "../../shared/random/index.ts";

export function normals(length: number, seed: number, stream: number, scale = 1): Float32Array {
  const out = new Float32Array(length);
  fillNormal32([seed, stream], 0, out);
  return out.map((x) => scale * x);
}

export function randomParameters(visible: number, hidden: number, seed: number, scale = 0.7): Parameters {
  return {
    weights: normals(visible * hidden, seed, 0, scale),
    visibleBias: normals(visible, seed, 1, scale),
    hiddenBias: normals(hidden, seed, 2, scale),
  };
}

/** The same with Gaussian units whose variances differ. */
export function randomReal(visible: number, hidden: number, seed: number, scale = 0.7): Required<Parameters> {
  return { ...randomParameters(visible, hidden, seed, scale), logVariance: normals(visible, seed, 3, 0.5) };
}

export function zeroes(visible: number, hidden: number): Parameters {
  return {
    weights: new Float32Array(visible * hidden),
    visibleBias: new Float32Array(visible),
    hiddenBias: new Float32Array(hidden),
  };
}
