import type { Arrays } from "../../../arrays.ts";

/** What the bound on −log p consists of, as people are told of it: L_T + L_0 + the others + `units` = `bound`. */
export interface BoundParts {
  /** Of pictures: in bits for each pixel and channel. Of points in nats. */
  readonly inBits: boolean;
  /** L_T. */
  readonly last: number;
  /** L_0. */
  readonly first: number;
  /** L_{t−1} of the steps t = 2, 3, … */
  readonly others: Float64Array;
  /** Of all steps, for data in the units of the net. */
  readonly sum: number;
  /** What the density's change of units adds: twice the log of the spread that points were divided by; 0 of pictures, whose bytes have probabilities. */
  readonly units: number;
  /** As the metrics have it. */
  readonly bound: number;
}

/** Of the output of the task "samples"; undefined before it is done. */
export function boundParts(output: Arrays | undefined): BoundParts | undefined {
  const { terms, generated, square, bound } = output ?? {};
  if (!terms || !generated || !bound) return undefined;
  const inBits = square === undefined;
  const per = inBits ? generated.shape[1] * Math.LN2 : 1;
  const [last, first, ...others] = Array.from(terms.values, (x) => x / per);
  const sum = Array.from(terms.values).reduce((total, one) => total + one, 0);
  const units = (bound.values[0] - sum) / per;
  return {
    inBits,
    last,
    first,
    others: Float64Array.from(others),
    sum: sum / per,
    units,
    bound: bound.values[0] / per,
  };
}
