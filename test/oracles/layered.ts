/** Dense autoencoders with layer normalisation, straight from the definition in float64. */
export interface LayeredSpec {
  /** Inputs, then outputs of each layer. */
  readonly widths: readonly number[];
  /** Of each layer but the last, which is linear. */
  readonly activations: readonly string[];
  readonly normalised: readonly boolean[];
  readonly loss: "mse" | "cross-entropy";
}

/** Abramowitz & Stegun 7.1.5, summed until nothing changes: enough for |x| < 4. */
function erf(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-18; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

const activate: Readonly<Record<string, (x: number) => number>> = {
  linear: (x) => x,
  relu: (x) => Math.max(0, x),
  "leaky-relu": (x) => (x > 0 ? x : 0.01 * x),
  tanh: Math.tanh,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  elu: (x) => (x > 0 ? x : Math.exp(x) - 1),
  selu: (x) => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.exp(x) - 1)),
  gelu: (x) => (x / 2) * (1 + erf(x / Math.SQRT2)),
  softplus: (x) => Math.log1p(Math.exp(x)),
  swish: (x) => x / (1 + Math.exp(-x)),
};

/** Mean loss of a net that gives back its inputs; parameters by name. */
export function layeredLoss(
  { widths, activations, normalised, loss }: LayeredSpec,
  parameters: Readonly<Record<string, ArrayLike<number>>>,
  rows: readonly (readonly number[])[],
): number {
  let total = 0;
  for (const row of rows) {
    let x = [...row];
    for (let l = 0; l + 1 < widths.length; l++) {
      const weights = parameters[`layer${l}.weights`];
      const input = x;
      x = Array.from({ length: widths[l + 1] }, (_, j) =>
        input.reduce((sum, value, i) => sum + value * weights[i * widths[l + 1] + j], parameters[`layer${l}.bias`][j]),
      );
      if (l === widths.length - 2) break;
      if (normalised[l]) {
        const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
        const variance = x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length;
        const [gain, bias] = [parameters[`layer${l}.norm.gain`], parameters[`layer${l}.norm.bias`]];
        x = x.map((value, j) => (gain[j] * (value - mean)) / Math.sqrt(variance + 1e-5) + bias[j]);
      }
      x = x.map(activate[activations[l]]);
    }
    for (const [i, z] of x.entries()) {
      total += loss === "mse" ? (z - row[i]) ** 2 : Math.log1p(Math.exp(z)) - row[i] * z;
    }
  }
  return total / (rows.length * widths[0]);
}
