/** How factors are called, in any language: by what they are of. */
import type { Net } from "./net.ts";

/** Of each factor of the model: "p(lung | smoke)", its own name, "f(A, B)" or, of evidence, "xray = yes"; "λ(xray)" where it is soft. */
export function factorLabels({
  compiled: { document, names, states, model, parents },
  findings,
  known,
}: Net): readonly string[] {
  const own = model.factors.map(({ scope }, f) => {
    const called = scope.map((v) => names[v]);
    if (document.kind !== "bayes") return document.factors[f].name ?? `f(${called.join(", ")})`;
    const above = parents?.[f].map((parent) => names[parent]).join(", ");
    return above ? `p(${names[f]} | ${above})` : `p(${names[f]})`;
  });
  const ofFindings = findings.map(({ variable }) => {
    const state = known.get(variable);
    return state === undefined ? `λ(${names[variable]})` : `${names[variable]} = ${states[variable][state]}`;
  });
  return [...own, ...ofFindings];
}
