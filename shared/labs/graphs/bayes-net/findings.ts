import type { Arrays } from "../../../arrays.ts";
import type { Finding } from "../../../kernels/bayes-net/exact.ts";
import type { Problem } from "./problem.ts";

/** What is known of each node: with the weights that Jeffrey's rule came to, which the exact answer tells. */
export function findingsFor({ findings, targets, offsets }: Problem, exact: Arrays | undefined): readonly Finding[] {
  if (targets.length === 0 || exact === undefined) return findings;
  return [
    ...findings,
    ...targets.map(({ variable }) => ({
      variable,
      weights: exact.weights.values.slice(offsets[variable], offsets[variable + 1]),
    })),
  ];
}
