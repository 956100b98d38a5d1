/** How factors are called, in any language: by what they are of. */
import type { Net } from "./net.ts";

/** Of each factor of the model: "p(lung | smoke)", its own name, "f(A, B)" or, of evidence, "xray = yes". */
export function factorLabels({ compiled: { document, names, states, model }, known }: Net): readonly string[] {
  const own = model.factors.map(({ scope }, f) => {
    const called = scope.map((v) => names[v]);
    if (document.kind === "bayes") {
      const parents = called.slice(0, -1).join(", ");
      return parents === "" ? `p(${names[f]})` : `p(${names[f]} | ${parents})`;
    }
    return document.factors[f].name ?? `f(${called.join(", ")})`;
  });
  return [...own, ...known.map(({ variable, state }) => `${names[variable]} = ${states[variable][state]}`)];
}
