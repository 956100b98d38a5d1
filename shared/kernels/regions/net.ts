/** A net of ReLU layers and a linear last one, in doubles. */
export interface ReluNet {
  readonly inputs: number;
  readonly layers: readonly ReluLayer[];
}

export interface ReluLayer {
  /** inputs × units, row-major: as dense layers have it. */
  readonly weights: ArrayLike<number>;
  /** One per unit. */
  readonly bias: ArrayLike<number>;
}

/** Widths of the hidden layers. */
export function hiddenOf({ layers }: ReluNet): readonly number[] {
  return layers.slice(0, -1).map(({ bias }) => bias.length);
}

/** What the net gives at a point. */
export function outputAt({ layers }: ReluNet, x: readonly number[]): readonly number[] {
  return layers.reduce<readonly number[]>((values, layer, l) => {
    const sums = sumsOf(layer, values);
    return l < layers.length - 1 ? sums.map((sum) => Math.max(0, sum)) : sums;
  }, x);
}

/** Which units of the hidden layers are on at a point, as a string of 0 and 1. */
export function patternAt({ layers }: ReluNet, x: readonly number[]): string {
  let pattern = "";
  layers.slice(0, -1).reduce<readonly number[]>((values, layer) => {
    const sums = sumsOf(layer, values);
    pattern += sums.map((sum) => (sum > 0 ? "1" : "0")).join("");
    return sums.map((sum) => Math.max(0, sum));
  }, x);
  return pattern;
}

function sumsOf({ weights, bias }: ReluLayer, values: readonly number[]): number[] {
  const units = bias.length;
  return Array.from(bias, (start, u) => values.reduce((sum, value, i) => sum + value * weights[i * units + u], start));
}

/** Patterns of activation that a grid over the window meets, `side` points on each side of it: never more than there are regions. */
export function patternsOnGrid(net: ReluNet, [low, high]: readonly [number, number], side: number): number {
  // Nowhere a dyadic number, where the folding net bends.
  const at = (i: number) => low + ((high - low) * (i + 0.4871)) / side;
  const seen = new Set<string>();
  for (let n = 0; n < side ** net.inputs; n++)
    seen.add(patternAt(net, net.inputs === 1 ? [at(n)] : [at(n % side), at(Math.floor(n / side))]));
  return seen.size;
}
