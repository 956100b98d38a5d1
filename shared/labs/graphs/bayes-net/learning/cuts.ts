/** The edges that PC took away, one after another. */
import type { Arrays } from "../../../../arrays.ts";
import type { Cut } from "../../../../kernels/structure/pc.ts";

export interface PcCut extends Cut {
  readonly pValue: number;
}

/** From the output of the task "pc", in the order in which they fell. */
export function cutsOf({ cuts, pValues }: Arrays): readonly PcCut[] {
  const [count, width] = cuts.shape;
  return Array.from({ length: count }, (_, i) => {
    const [a, b, many, ...given] = Array.from(cuts.values.subarray(i * width, (i + 1) * width));
    return { a, b, given: given.slice(0, many), pValue: pValues.values[i] };
  });
}
