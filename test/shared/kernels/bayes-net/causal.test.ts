import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Intervention,
  intervened,
  type Network,
  type Response,
  twinCells,
  twinNetwork,
} from "../../../../shared/kernels/bayes-net/causal.ts";
import { exactEngine, type Finding } from "../../../../shared/kernels/bayes-net/exact.ts";
import type { Model } from "../../../../shared/kernels/bayes-net/model.ts";
import { bestElimination } from "../../../../shared/kernels/bayes-net/order.ts";
import { junctionTree } from "../../../../shared/kernels/bayes-net/tree.ts";
import { enumerate } from "../../../oracles/enumerate-model.ts";
import { countWorlds, enumerateWorlds } from "../../../oracles/worlds.ts";
import { nets, smallNets } from "./problems.ts";

const engineOf = (model: Model) => exactEngine(model, junctionTree(bestElimination(model)));
const seen = (variable: number, state: number): Finding => ({ variable, weights: [1 - state, state] });

/** Nodes of two states. */
const binary = (parents: readonly (readonly number[])[], tables: readonly (readonly number[])[]): Network => ({
  model: {
    sizes: new Int32Array(parents.length).fill(2),
    factors: parents.map((own, v) => ({ scope: [...own, v], table: Float64Array.from(tables[v]) })),
  },
  parents,
});

/** Of each variable: the distribution of what it would have been. */
function wouldBe(network: Network, findings: readonly Finding[], set: readonly Intervention[], response: Response) {
  const { model, counterpart } = twinNetwork(network, set, response);
  const engine = engineOf(model);
  const { marginals } = engine.posterior(findings);
  return counterpart.map((v) => marginals.slice(engine.offsets[v], engine.offsets[v + 1]));
}

describe("interventions", () => {
  test("drop the factors of what is set, on 500 random networks", () => {
    fc.assert(
      fc.property(nets, fc.nat(5), fc.nat(2), ({ model, parents, findings }, pick, drawn) => {
        const variable = pick % parents.length;
        const state = drawn % model.sizes[variable];
        const cut = intervened({ model, parents }, [{ variable, state }]);
        const { logEvidence, marginals } = engineOf(cut.model).posterior(findings);
        const factors = model.factors.filter((_, v) => v !== variable);
        const weights = Float64Array.from({ length: model.sizes[variable] }, (_, s) => Number(s === state));
        const oracle = enumerate({ sizes: model.sizes, factors }, [...findings, { variable, weights }]);
        expect(cut.parents[variable]).toEqual([]);
        if (oracle.logEvidence === Number.NEGATIVE_INFINITY) expect(logEvidence).toBe(oracle.logEvidence);
        else expect(logEvidence).toBeCloseTo(oracle.logEvidence, 9);
        for (const [i, p] of oracle.marginals.entries()) expect(Math.abs(marginals[i] - p)).toBeLessThan(1e-10);
      }),
      { numRuns: 500 },
    );
  });

  test("turn Simpson's paradox round: kidney stones (Charig, Webb, Payne & Wickham 1986)", () => {
    // Size (small, large) → treatment (open, needle) → success (no, yes) ← size.
    const sizes = [357 / 700, 343 / 700];
    const treatment = [87 / 357, 270 / 357, 263 / 343, 80 / 343];
    const successes = [81 / 87, 234 / 270, 192 / 263, 55 / 80];
    const network = binary([[], [0], [0, 1]], [sizes, treatment, successes.flatMap((p) => [1 - p, p])]);
    const given = (state: number) => engineOf(network.model).posterior([seen(1, state)]).marginals[5];
    const set = (state: number) =>
      engineOf(intervened(network, [{ variable: 1, state }]).model).posterior([]).marginals[5];
    // Seen: 273 of 350 and 289 of 350. Set: weighted by the sizes of all stones.
    expect(given(0)).toBeCloseTo(273 / 350, 12);
    expect(given(1)).toBeCloseTo(289 / 350, 12);
    expect(set(0)).toBeCloseTo(sizes[0] * successes[0] + sizes[1] * successes[2], 12);
    expect(set(1)).toBeCloseTo(sizes[0] * successes[1] + sizes[1] * successes[3], 12);
    expect(given(0)).toBeLessThan(given(1));
    expect(set(0)).toBeGreaterThan(set(1));
  });
});

describe("counterfactuals", () => {
  const copy = [1, 0, 0, 1];
  const or = [1, 0, 0, 1, 0, 1, 0, 1];

  test("the firing squad: had A not fired, the prisoner would be dead all the same (Pearl 2009, section 7.1.2)", () => {
    // Court order → captain → riflemen A and B → death.
    const squad = binary([[], [0], [1], [1], [2, 3]], [[0.4, 0.6], copy, copy, copy, or]);
    for (const response of ["independent", "monotone"] as const) {
      const had = wouldBe(squad, [seen(4, 1)], [{ variable: 2, state: 0 }], response);
      expect(had[4][1]).toBeCloseTo(1, 14);
      expect(had[2][0]).toBe(1);
    }
    // Nobody shot unless told to: had A fired on a living prisoner, he would be dead, and B would not have fired.
    const alive = wouldBe(squad, [seen(4, 0)], [{ variable: 2, state: 1 }], "independent");
    expect([alive[4][1], alive[3][1]]).toEqual([1, 0]);
  });

  test("the nervous rifleman: (1 − p) q / (1 − (1 − p)(1 − q)) is the chance that he would live", () => {
    const [p, q] = [0.7, 0.2];
    // A fires if the captain says so, or if he is nervous.
    const squad = binary([[], [0], [], [1, 2], [1], [3, 4]], [[1 - p, p], copy, [1 - q, q], or, copy, or]);
    const had = wouldBe(squad, [seen(5, 1)], [{ variable: 3, state: 0 }], "independent");
    expect(had[5][0]).toBeCloseTo(((1 - p) * q) / (1 - (1 - p) * (1 - q)), 14);
  });

  test("the probability of necessity is the excess risk ratio where answers are monotone (Pearl 1999)", () => {
    const network = binary(
      [[], [0]],
      [
        [0.5, 0.5],
        [0.7, 0.3, 0.2, 0.8],
      ],
    );
    const both = [seen(0, 1), seen(1, 1)];
    const set = [{ variable: 0, state: 0 }];
    expect(wouldBe(network, both, set, "monotone")[1][0]).toBeCloseTo((0.8 - 0.3) / 0.8, 14);
    expect(wouldBe(network, both, set, "independent")[1][0]).toBeCloseTo(0.7, 14);
    // What was done anyway changes nothing.
    expect(wouldBe(network, both, [{ variable: 0, state: 1 }], "independent")[1][1]).toBeCloseTo(1, 14);
  });

  test("of more than 500 random networks are those of every value of the noise", () => {
    let tried = 0;
    fc.assert(
      fc.property(
        smallNets,
        fc.constantFrom<Response>("independent", "monotone"),
        fc.array(fc.tuple(fc.nat(3), fc.nat(2)), { minLength: 1, maxLength: 2 }),
        ({ model, parents, findings }, response, drawn) => {
          const network = { model, parents };
          if (countWorlds(network) > 2000) return;
          tried++;
          const set = [...new Map(drawn.map(([v, s]) => [v % parents.length, s])).entries()].map(([variable, s]) => ({
            variable,
            state: s % model.sizes[variable],
          }));
          const oracle = enumerateWorlds(network, findings, set, response);
          for (const [v, own] of wouldBe(network, findings, set, response).entries())
            for (const [s, p] of own.entries()) expect(Math.abs(p - oracle[v][s])).toBeLessThan(1e-10);
        },
      ),
      { numRuns: 800 },
    );
    expect(tried).toBeGreaterThan(500);
  });

  test("copy only what is downstream, and their tables are as large as is said", () => {
    const network = binary(
      [[], [0], [1], [0, 1, 2]],
      [[0.5, 0.5], [0.1, 0.9, 0.2, 0.8], [0.3, 0.7, 0.6, 0.4], Array.from({ length: 16 }, () => 0.5)],
    );
    const set = [{ variable: 1, state: 0 }];
    const { copied, counterpart, model } = twinNetwork(network, set, "independent");
    expect(copied).toEqual([1, 2, 3]);
    expect(counterpart).toEqual([0, 4, 5, 6]);
    expect(Math.max(...model.factors.map(({ table }) => table.length))).toBe(twinCells(network, set));
  });
});
