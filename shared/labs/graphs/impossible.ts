/** Evidence that cannot be: which part of it clashes, and how that is said. */
import { type Arrays, array } from "../../arrays.ts";
import { ExperimentError } from "../../experiment/errors.ts";
import type { ExactEngine, Finding } from "../../kernels/bayes-net/exact.ts";
import type { Compiled } from "./compiled.ts";

/** Findings among which a smallest contradiction is sought: each costs an answer. */
const MOST_SOUGHT = 64;

/** A smallest part of the findings that cannot be together: none of them can be left out. All of them where there are too many to try. */
export function conflictOf(engine: ExactEngine, findings: readonly Finding[]): readonly Finding[] {
  if (findings.length > MOST_SOUGHT) return findings;
  let kept = findings;
  for (const finding of findings) {
    const without = kept.filter((one) => one !== finding);
    if (engine.posterior(without).logEvidence === Number.NEGATIVE_INFINITY) kept = without;
  }
  return kept;
}

/** Places of the nodes that findings are about, for views (`conflict`). */
export const conflictArrays = (findings: readonly Finding[]): Arrays => ({
  conflict: array(Int32Array.from(new Set(findings.map(({ variable }) => variable)))),
});

/** Names the findings that clash. */
export function impossible(
  { names, states }: Pick<Compiled, "names" | "states">,
  conflict: readonly Finding[],
): ExperimentError {
  const value = conflict
    .map(({ variable, weights }) => {
      const left = states[variable].filter((_, s) => weights[s] > 0);
      return `${names[variable]} = ${left.join("/")}`;
    })
    .join(", ");
  const message = `impossible evidence: ${value} (these cannot be together: change one of them, or a table that has a 0)`;
  return new ExperimentError("params.evidence", "impossible-evidence", message, { value });
}

/** Nothing is known, and still nothing can be. */
export function impossibleFactors(): ExperimentError {
  const message = "every combination of states has the product 0 (change factors that have zeros)";
  return new ExperimentError("data.document", "impossible-factors", message, {});
}
