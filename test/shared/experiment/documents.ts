import fc from "fast-check";
import type { BayesNet, FactorNet, GraphDocument } from "../../../shared/experiment/document.ts";

/** Rain and sprinkler make the grass wet. */
export const sprinkler: BayesNet = {
  kind: "bayes",
  name: "sprinkler",
  nodes: [
    { name: "rain", states: ["no", "yes"], parents: [], table: [0.8, 0.2] },
    { name: "sprinkler", states: ["off", "on"], parents: ["rain"], table: [0.6, 0.4, 0.99, 0.01] },
    {
      name: "wet",
      states: ["no", "yes"],
      parents: ["sprinkler", "rain"],
      table: [1, 0, 0.2, 0.8, 0.1, 0.9, 0.01, 0.99],
    },
  ],
};
export const pair: FactorNet = {
  kind: "factor",
  nodes: [
    { name: "a", states: ["0", "1"] },
    { name: "b", states: ["x", "y", "z"] },
  ],
  factors: [
    { scope: ["a", "b"], table: [1, 2, 3, 4, 5, 6.5] },
    { name: "prior", scope: ["a"], table: [0, 1e-300] },
  ],
};

const word = fc.string({ minLength: 1, maxLength: 8, unit: "grapheme-ascii" }).filter((text) => text === text.trim());
const weight = fc.double({ min: 0, max: 1e12, noNaN: true }).map((value) => value + 0);
const names = (most: number) => fc.uniqueArray(word, { minLength: 1, maxLength: most });
const properties = fc.option(fc.array(word, { minLength: 1, maxLength: 3 }), { nil: undefined });
const withoutUndefined = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;

/** A net whose nodes take parents only from those before them, then put in another order. */
const bayes: fc.Arbitrary<GraphDocument> = names(6).chain((all) =>
  fc
    .tuple(...all.map((_, i) => fc.tuple(names(3), fc.subarray(all.slice(Math.max(0, i - 3), i)), properties)))
    .chain((parts) => {
      const cells = ([states, parents]: (typeof parts)[number]) =>
        parents.reduce((product, parent) => product * parts[all.indexOf(parent)][0].length, states.length);
      const tables = parts.map((part) => fc.array(weight, { minLength: cells(part), maxLength: cells(part) }));
      const known = fc.array(fc.boolean(), { minLength: all.length, maxLength: all.length });
      const order = fc.shuffledSubarray([...all.keys()], { minLength: all.length });
      return fc.tuple(fc.tuple(...tables), known, order).map(([found, isKnown, places]) => {
        const nodes = all.map((name, i) => {
          const [states, parents, own] = parts[i];
          return withoutUndefined({ name, states, parents, properties: own, ...(isKnown[i] && { table: found[i] }) });
        });
        return { kind: "bayes" as const, nodes: places.map((place) => nodes[place]) } as GraphDocument;
      });
    }),
);

const factors: fc.Arbitrary<GraphDocument> = names(5).chain((all) =>
  fc.tuple(...all.map(() => names(3))).chain((states) => {
    const factor = fc.shuffledSubarray(all.slice(0, 3)).chain((scope) => {
      const cells = scope.reduce((product, name) => product * states[all.indexOf(name)].length, 1);
      return fc.array(weight, { minLength: cells, maxLength: cells }).map((table) => ({ scope, table }));
    });
    const kind = fc.constantFrom("markov" as const, "factor" as const);
    return fc.tuple(kind, fc.array(factor, { maxLength: 5 })).map(([which, list]) => ({
      kind: which,
      nodes: all.map((name, i) => ({ name, states: states[i] })),
      factors: list,
    }));
  }),
);

const deterministic: fc.Arbitrary<GraphDocument> = names(6).chain((all) =>
  fc.tuple(...all.map((_, i) => fc.tuple(fc.subarray(all.slice(0, i)), word))).map((parts) => ({
    kind: "deterministic" as const,
    nodes: parts.map(([inputs, operation], i) => ({ name: all[i], inputs, operation })),
  })),
);

/** Any small valid document. */
export const anyDocument = fc.oneof(bayes, factors, deterministic);
