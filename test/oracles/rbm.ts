import type { Parameters } from "../../shared/kernels/rbm/machine.ts";

/** All 2^n states of n binary units. */
export function states(n: number): number[][] {
  return Array.from({ length: 2 ** n }, (_, s) => Array.from({ length: n }, (_, i) => (s >> i) & 1));
}

/** −E(v, h), term by term. */
function negativeEnergy({ weights, visibleBias, hiddenBias }: Parameters, v: number[], h: number[]): number {
  let sum = 0;
  for (let i = 0; i < v.length; i++) sum += visibleBias[i] * v[i];
  for (let j = 0; j < h.length; j++) sum += hiddenBias[j] * h[j];
  for (let i = 0; i < v.length; i++) for (let j = 0; j < h.length; j++) sum += v[i] * weights[i * h.length + j] * h[j];
  return sum;
}

/** The machine by its definition: every joint state, no algebra. */
export function bruteForce(parameters: Parameters) {
  const visible = states(parameters.visibleBias.length);
  const hidden = states(parameters.hiddenBias.length);
  const joint = visible.map((v) => hidden.map((h) => Math.exp(negativeEnergy(parameters, v, h))));
  const ofVisible = joint.map((row) => row.reduce((a, b) => a + b, 0));
  const z = ofVisible.reduce((a, b) => a + b, 0);
  /** E[v_i h_j] under weights over visible states, hidden ones drawn given them. */
  const pairs = (probability: readonly number[]) => {
    const out = new Float64Array(parameters.weights.length);
    for (const [s, v] of visible.entries())
      for (const [t, h] of hidden.entries()) {
        const p = (probability[s] * joint[s][t]) / ofVisible[s];
        for (let i = 0; i < v.length; i++) for (let j = 0; j < h.length; j++) out[i * h.length + j] += p * v[i] * h[j];
      }
    return out;
  };
  return {
    visible,
    logZ: Math.log(z),
    probability: ofVisible.map((p) => p / z),
    freeEnergy: ofVisible.map((p) => -Math.log(p)),
    /** ∂ mean log p(v) / ∂W for data given as weights over the visible states. */
    gradient(data: readonly number[]) {
      const negative = pairs(ofVisible.map((p) => p / z));
      return pairs(data).map((positive, at) => positive - negative[at]);
    },
    /** Σ_i log p(v_i | rest) of visible state s. */
    pseudoLikelihood: (s: number) =>
      visible[s].reduce((sum, _, i) => sum + Math.log(ofVisible[s] / (ofVisible[s] + ofVisible[s ^ (1 << i)])), 0),
  };
}
