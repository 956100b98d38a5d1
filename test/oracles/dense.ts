import type { Activation, NetSpec } from "../../shared/kernels/dense/net.ts";

const activate: Record<Activation, (x: number) => number> = {
  linear: (x) => x,
  relu: (x) => Math.max(0, x),
  "leaky-relu": (x) => (x > 0 ? x : 0.01 * x),
  tanh: Math.tanh,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
};

/** Mean loss of a net that gives back its inputs, in float64, straight from the definition. */
export function lossOf(
  { widths, activations, loss }: NetSpec,
  parameters: ArrayLike<number>,
  rows: number[][],
): number {
  let total = 0;
  for (const row of rows) {
    let x = row;
    let at = 0;
    for (let l = 0; l + 1 < widths.length; l++) {
      const [inputs, outputs] = [widths[l], widths[l + 1]];
      const [from, bias] = [at, at + inputs * outputs];
      const input = x;
      x = Array.from({ length: outputs }, (_, j) => {
        let sum = parameters[bias + j];
        for (let i = 0; i < inputs; i++) sum += input[i] * parameters[from + i * outputs + j];
        return l < widths.length - 2 ? activate[activations[l]](sum) : sum;
      });
      at = bias + outputs;
    }
    for (const [i, z] of x.entries())
      total += loss === "mse" ? (z - row[i]) ** 2 : Math.log1p(Math.exp(-Math.abs(z))) + Math.max(z, 0) - row[i] * z;
  }
  return total / (rows.length * widths[0]);
}
