import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exactEngine, type Finding } from "../../../../shared/kernels/bayes-net/exact.ts";
import { fitTargets } from "../../../../shared/kernels/bayes-net/jeffrey.ts";
import type { Model } from "../../../../shared/kernels/bayes-net/model.ts";
import { bestElimination } from "../../../../shared/kernels/bayes-net/order.ts";
import { junctionTree } from "../../../../shared/kernels/bayes-net/tree.ts";
import { enumerate } from "../../../oracles/enumerate-model.ts";
import { nets } from "./problems.ts";

const engineOf = (model: Model) => exactEngine(model, junctionTree(bestElimination(model)));

describe("Jeffrey's rule", () => {
  test("for one variable is the mixture of its posteriors: Σ q(s) p(· | s, findings); on 500 random networks", () => {
    const drawn = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(nets, fc.nat(5), drawn, ({ model, findings }, pick, numbers) => {
        const variable = pick % model.sizes.length;
        const size = model.sizes[variable];
        const sum = numbers.slice(0, size).reduce((a, b) => a + b, 0);
        const target = { variable, weights: Float64Array.from({ length: size }, (_, s) => numbers[s] / sum) };
        const found = fitTargets(engineOf(model), findings, [target]);
        const parts = Array.from({ length: size }, (_, s) =>
          enumerate(model, [
            ...findings,
            { variable, weights: Float64Array.from({ length: size }, (_, t) => Number(s === t)) },
          ]),
        );
        if (parts.some(({ logEvidence }) => logEvidence === Number.NEGATIVE_INFINITY)) {
          expect(found.status).toBe("impossible");
          return;
        }
        expect(found.status).toBe("fitted");
        expect(found.posterior.logEvidence).toBeCloseTo(enumerate(model, findings).logEvidence, 9);
        for (const [i, p] of found.posterior.marginals.entries()) {
          const expected = parts.reduce((mean, { marginals }, s) => mean + target.weights[s] * marginals[i], 0);
          expect(Math.abs(p - expected)).toBeLessThan(1e-10);
        }
      }),
      { numRuns: 500 },
    );
  });

  // Two variables and their table of four numbers.
  const pair = (...table: readonly number[]): Model => ({
    sizes: Int32Array.of(2, 2),
    factors: [{ scope: [0, 1], table: Float64Array.from(table) }],
  });
  const target = (variable: number, p: number): Finding => ({ variable, weights: [1 - p, p] });

  test("for several has every margin, and keeps the odds ratio (Deming & Stephan 1940)", () => {
    const model = pair(0.4, 0.1, 0.2, 0.3);
    const { status, weights, posterior } = fitTargets(engineOf(model), [], [target(0, 0.9), target(1, 0.25)]);
    expect(status).toBe("fitted");
    expect(posterior.marginals[1]).toBeCloseTo(0.9, 11);
    expect(posterior.marginals[3]).toBeCloseTo(0.25, 11);
    const given = (state: number) => {
      const { marginals } = engineOf(model).posterior([...weights, { variable: 0, weights: [1 - state, state] }]);
      return marginals[3] / marginals[2];
    };
    expect(given(1) / given(0)).toBeCloseTo((0.4 * 0.3) / (0.1 * 0.2), 9);
  });

  test("says which state it cannot make probable", () => {
    const engine = engineOf(pair(0.5, 0, 0.5, 0));
    expect(fitTargets(engine, [], [target(0, 0.2), target(1, 0.4)])).toMatchObject({
      status: "impossible",
      target: 1,
      state: 1,
    });
    const findings = [{ variable: 1, weights: [0, 1] }];
    expect(fitTargets(engine, findings, [target(0, 0.2)])).toMatchObject({ status: "impossible", target: -1 });
  });

  test("says that targets contradict each other: equal variables cannot have two distributions", () => {
    const engine = engineOf(pair(0.5, 0, 0, 0.5));
    const both = fitTargets(engine, [], [target(0, 0.2), target(1, 0.7)]);
    expect(both).toMatchObject({ status: "unfitted", off: expect.closeTo(0.5, 6) });
    expect(fitTargets(engine, [], [target(0, 0), target(1, 1)]).status).not.toBe("fitted");
  });
});
