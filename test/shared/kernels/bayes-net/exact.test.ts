import fc from "fast-check";
import { expect, test } from "vitest";
import { exactEngine, type Finding } from "../../../../shared/kernels/bayes-net/exact.ts";
import { type Model, offsetsOf } from "../../../../shared/kernels/bayes-net/model.ts";
import { bestElimination, eliminate, moralEdges, RULES } from "../../../../shared/kernels/bayes-net/order.ts";
import { answerQuery, planQuery } from "../../../../shared/kernels/bayes-net/query.ts";
import { junctionTree } from "../../../../shared/kernels/bayes-net/tree.ts";
import { enumerate } from "../../../oracles/enumerate-model.ts";
import { close, problems } from "./problems.ts";

test("posteriors, evidence and the most probable explanation of 500 random models are those of enumeration, by every rule", () => {
  fc.assert(
    fc.property(problems, fc.constantFrom(...RULES), ({ model, findings }, rule) => {
      const tree = junctionTree(eliminate(model.sizes, moralEdges(model), rule));
      const engine = exactEngine(model, tree);
      const oracle = enumerate(model, findings);
      const { logEvidence, marginals } = engine.posterior(findings);
      expect(close(logEvidence, oracle.logEvidence), `${logEvidence} ${oracle.logEvidence}`).toBe(true);
      for (const [i, p] of oracle.marginals.entries()) expect(Math.abs(marginals[i] - p)).toBeLessThan(1e-10);
      const best = engine.mostProbable(findings);
      expect(close(best.logProbability, oracle.logMost)).toBe(true);
      if (oracle.logMost > Number.NEGATIVE_INFINITY)
        expect(close(oracle.logOf(best.states), oracle.logMost)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("one question at a time gives the same, by every rule and in any order", () => {
  fc.assert(
    fc.property(
      problems,
      fc.constantFrom(...RULES),
      fc.nat(7),
      fc.boolean(),
      ({ model, findings }, rule, pick, isShuffled) => {
        const asked = pick % model.sizes.length;
        const by = isShuffled ? Array.from(model.sizes, (_, v) => (v * 5 + pick) % model.sizes.length) : rule;
        const isOrder = typeof by === "string" || new Set(by).size === by.length;
        const plan = planQuery(model, asked, findings, { by: isOrder ? by : rule });
        const { logEvidence, marginal } = answerQuery(plan, asked);
        const oracle = enumerate(model, findings);
        expect(close(logEvidence, oracle.logEvidence)).toBe(true);
        const from = offsetsOf(model.sizes)[asked];
        for (const [s, p] of marginal.entries()) expect(Math.abs(p - oracle.marginals[from + s])).toBeLessThan(1e-10);
      },
    ),
    { numRuns: 500 },
  );
});

test("descendants that nobody asks about are left out of a network, and change nothing", () => {
  const sizes = Int32Array.of(2, 2, 3, 2);
  const parents = [[], [0], [1], [1]];
  const table = (v: number) => {
    const rows = parents[v].reduce((n, p) => n * sizes[p], 1);
    return Float64Array.from(
      { length: rows * sizes[v] },
      (_, i) => [0.2, 0.3, 0.5][i % sizes[v]] / (sizes[v] === 2 ? 0.5 : 1),
    );
  };
  const model = { sizes, factors: parents.map((own, v) => ({ scope: [...own, v], table: table(v) })) };
  const findings = [{ variable: 3, weights: [0, 1] }];
  const plan = planQuery(model, 0, findings, { parents });
  expect(plan.model.factors.flatMap(({ scope }) => scope)).not.toContain(2);
  const oracle = enumerate({ ...model, factors: model.factors.filter((_, v) => v !== 2) }, findings);
  expect(answerQuery(plan, 0).marginal[0]).toBeCloseTo(oracle.marginals[0], 12);
});

test("a thousand words that disagree do not underflow", () => {
  const words = 1000;
  const sizes = new Int32Array(words + 1).fill(2);
  const factors = [
    { scope: [0], table: Float64Array.of(0.5, 0.5) },
    ...Array.from({ length: words }, (_, w) => ({
      scope: [0, w + 1],
      table:
        w % 2 === 0 ? Float64Array.of(1e-3, 1 - 1e-3, 2e-3, 1 - 2e-3) : Float64Array.of(2e-3, 1 - 2e-3, 1e-3, 1 - 1e-3),
    })),
  ];
  const model = { sizes, factors };
  const engine = exactEngine(model, junctionTree(bestElimination(model)));
  const findings = Array.from({ length: words }, (_, w) => ({ variable: w + 1, weights: [1, 0] }));
  const { logEvidence, marginals } = engine.posterior(findings);
  expect(logEvidence).toBeCloseTo(500 * (Math.log(1e-3) + Math.log(2e-3)), 6);
  expect(marginals[0]).toBeCloseTo(0.5, 9);
});

/** A class with so many binary words: p(word | class) of the two classes, word by word. */
function words(probabilities: readonly (readonly [number, number])[]): { model: Model; findings: Finding[] } {
  const sizes = new Int32Array(probabilities.length + 1).fill(2);
  const factors = [
    { scope: [0], table: Float64Array.of(0.5, 0.5) },
    ...probabilities.map(([a, b], w) => ({ scope: [0, w + 1], table: Float64Array.of(a, 1 - a, b, 1 - b) })),
  ];
  return { model: { sizes, factors }, findings: probabilities.map((_, w) => ({ variable: w + 1, weights: [1, 0] })) };
}

test("a thousand words for one class, then a thousand for the other, are a draw: nothing is lost on the way", () => {
  const one: readonly [number, number] = [1e-3, 0.9];
  const { model, findings } = words([...Array(1000).fill(one), ...Array(1000).fill([one[1], one[0]]), [0.3, 0.1]]);
  const engine = exactEngine(model, junctionTree(bestElimination(model)));
  const { logEvidence, marginals } = engine.posterior(findings);
  expect(marginals[0]).toBeCloseTo(0.75, 10);
  const expected = 1000 * (Math.log(1e-3) + Math.log(0.9)) + Math.log(0.2);
  expect(logEvidence / expected).toBeCloseTo(1, 12);
  const answer = answerQuery(planQuery(model, 0, findings, { by: "min-fill" }), 0);
  expect(answer.marginal[0]).toBeCloseTo(0.75, 10);
  expect(answer.logEvidence / expected).toBeCloseTo(1, 12);
  const best = engine.mostProbable(findings);
  expect(best.states[0]).toBe(0);
  expect(best.logProbability / (expected + Math.log(0.75))).toBeCloseTo(1, 12);
  expect(engine.posterior(findings.slice(0, 1000)).marginals[0]).toBe(0);
});

test("a chain of 3,000 that contradicts itself at every step has finite answers", () => {
  const n = 3000;
  const factors = Array.from({ length: n }, (_, v) =>
    v === 0
      ? { scope: [0], table: Float64Array.of(0.5, 0.5) }
      : { scope: [v - 1, v], table: Float64Array.of(0.999, 0.001, 0.001, 0.999) },
  );
  const model = { sizes: new Int32Array(n).fill(2), factors };
  const engine = exactEngine(model, junctionTree(bestElimination(model)));
  // Every third is seen, turn and turn about: two of three steps are free to switch.
  const findings = Array.from({ length: n / 3 }, (_, i) => ({ variable: 3 * i, weights: [1 - (i % 2), i % 2] }));
  const { logEvidence, marginals } = engine.posterior(findings);
  const [stay, go] = [0.999, 0.001];
  const three = 3 * stay * stay * go + go * go * go;
  expect(logEvidence / (Math.log(0.5) + (n / 3 - 1) * Math.log(three))).toBeCloseTo(1, 6);
  expect(marginals.every((p) => p >= 0 && p <= 1)).toBe(true);
  // Of a variable right after one that was seen in state 0, before one seen in state 1.
  expect(marginals[2 * 1201]).toBeCloseTo(1 - (stay * stay * go + go * go * go) / three, 9);
});

test("factors that are no probabilities, however large or small, neither overflow nor vanish", () => {
  const sizes = Int32Array.of(2, 2);
  const factors = [
    { scope: [0, 1], table: Float64Array.of(1e300, 2e300, 3e300, 4e300) },
    { scope: [0, 1], table: Float64Array.of(1e300, 1e300, 1e-300, 1e300) },
    { scope: [1], table: Float64Array.of(5e-324, 1e-310) },
    { scope: [], table: Float64Array.of(1e-200) },
    ...Array.from({ length: 50 }, () => ({ scope: [0], table: Float64Array.of(1e-200, 1e200) })),
    ...Array.from({ length: 50 }, () => ({ scope: [0], table: Float64Array.of(1e200, 1e-200) })),
  ];
  const model = { sizes, factors };
  const { logEvidence, marginals } = exactEngine(model, junctionTree(bestElimination(model))).posterior([]);
  // What is left: 1e300 · (1 · 5e-324, 2 · 1e-310; 0, 4 · 1e-310) · 1e300 · 1e-200.
  const tiny = 5e-324 / 1e-310;
  const sum = tiny + 2 + 4;
  expect(marginals[1]).toBeCloseTo(4 / sum, 10);
  expect(marginals[2]).toBeCloseTo(tiny / sum, 10);
  expect(logEvidence).toBeCloseTo(400 * Math.LN10 + Math.log(1e-310) + Math.log(sum), 6);
});

test("three thousand factors on one variable do not overflow", () => {
  const factors = Array.from({ length: 3000 }, (_, i) => ({
    scope: [0],
    table: i % 2 === 0 ? Float64Array.of(1.9, 1.8) : Float64Array.of(1.8, 1.9),
  }));
  const model = { sizes: Int32Array.of(2), factors: [...factors, { scope: [0], table: Float64Array.of(1, 3) }] };
  const { logEvidence, marginals } = exactEngine(model, junctionTree(bestElimination(model))).posterior([]);
  expect(marginals[1]).toBeCloseTo(0.75, 12);
  expect(logEvidence / (1500 * Math.log(1.9 * 1.8) + Math.log(4))).toBeCloseTo(1, 12);
  const answer = answerQuery(planQuery(model, 0, [], { by: "min-fill" }), 0);
  expect(answer.marginal[1]).toBeCloseTo(0.75, 12);
});

test("weights of soft evidence may be of any size", () => {
  const { model } = words([[0.3, 0.6]]);
  const engine = exactEngine(model, junctionTree(bestElimination(model)));
  for (const scale of [1, 1e-320, 1e-200, 1e300]) {
    const { marginals, logEvidence } = engine.posterior([{ variable: 1, weights: [2 * scale, scale] }]);
    expect(marginals[0]).toBeCloseTo(1.3 / 2.9, scale < 1e-300 ? 3 : 12);
    expect(logEvidence).toBeCloseTo(Math.log(1.45) + Math.log(scale), 3);
  }
});
