import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jointOf, orderOfOthers } from "../../../../shared/kernels/bayes-net/joint.ts";
import { divergence, marginalOf, tableError } from "../../../../shared/kernels/bayes-net/learn/divergence.ts";
import {
  expectation,
  maximisation,
  type Problem,
  problemOf,
  startingTables,
} from "../../../../shared/kernels/bayes-net/learn/em.ts";
import { completeRows, type Rows, rowsAt, simulate } from "../../../../shared/kernels/bayes-net/learn/rows.ts";
import {
  asFactors,
  countedLikelihood,
  countTables,
  tableMeans,
  tableSpread,
} from "../../../../shared/kernels/bayes-net/learn/tables.ts";
import { topological } from "../../../../shared/kernels/bayes-net/sampling.ts";
import { foldIn, keyOfSeed, uniform } from "../../../../shared/random/index.ts";
import { enumerate } from "../../../oracles/enumerate-model.ts";
import { anyNet, type RandomNet } from "../../../oracles/random-net.ts";

const asia: RandomNet = {
  // Visit to Asia, tuberculosis, smoking, lung cancer, bronchitis, either, X-ray, dyspnoea: Lauritzen & Spiegelhalter 1988.
  sizes: new Int32Array(8).fill(2),
  parents: [[], [0], [], [2], [2], [1, 3], [5], [5, 4]],
  tables: [
    [0.01, 0.99],
    [0.05, 0.95, 0.01, 0.99],
    [0.5, 0.5],
    [0.1, 0.9, 0.01, 0.99],
    [0.6, 0.4, 0.3, 0.7],
    [1, 0, 1, 0, 1, 0, 0, 1],
    [0.98, 0.02, 0.05, 0.95],
    [0.9, 0.1, 0.7, 0.3, 0.8, 0.2, 0.1, 0.9],
  ].map((table) => Float64Array.from(table)),
};

const networkOf = (net: RandomNet) => ({
  sizes: net.sizes,
  tables: asFactors(net, net.tables),
  order: topological(net.parents),
});

function rowsOf(net: RandomNet, rows: number, gaps = 0, seed = 1): Rows {
  const key = keyOfSeed(seed);
  return simulate({ states: foldIn(key, 0), gaps: foldIn(key, 1) }, networkOf(net), rows, gaps);
}

function em(problem: Problem, steps: number, pseudo = 0, seed = 7) {
  const cells = problem.known.reduce((sum, own) => sum + own.length, 0);
  const key = keyOfSeed(seed);
  let tables = startingTables(
    problem,
    Float64Array.from({ length: cells }, (_, i) => uniform(key, i)),
  );
  const logs: number[] = [];
  for (let step = 0; step < steps; step++) {
    const { counts, logLikelihood } = expectation(problem, tables);
    logs.push(logLikelihood);
    tables = maximisation(problem.shape, counts, pseudo);
  }
  return { tables, logs };
}

/** What is known of a row, as findings. */
const seen = (rows: Rows, row: number) =>
  rows.columns.flatMap((own, variable) =>
    own[row] < 0
      ? []
      : [{ variable, weights: Array.from({ length: rows.sizes[variable] }, (_, s) => (s === own[row] ? 1 : 0)) }],
  );

describe("joint distributions of a few variables", () => {
  test("are sums over all states", () => {
    fc.assert(
      fc.property(anyNet(5), fc.nat(), (net, choice) => {
        const model = { sizes: net.sizes, factors: asFactors(net, net.tables) };
        const n = net.sizes.length;
        const scope = [choice % n, (choice + 1 + (Math.floor(choice / n) % Math.max(1, n - 1))) % n].slice(
          0,
          Math.min(2, n),
        );
        const { table, logSum } = jointOf(model, scope, orderOfOthers(model, scope));
        expect(Math.abs(logSum)).toBeLessThan(1e-12);
        const marginal = marginalOf({ sizes: net.sizes, tables: model.factors }, scope);
        for (let cell = 0; cell < table.length; cell++) {
          let rest = cell;
          const states = [...scope].reverse().map((variable) => {
            const state = rest % net.sizes[variable];
            rest = Math.floor(rest / net.sizes[variable]);
            return { variable, weights: Array.from({ length: net.sizes[variable] }, (_, s) => (s === state ? 1 : 0)) };
          });
          expect(table[cell]).toBeCloseTo(Math.exp(enumerate(model, states).logEvidence), 12);
          expect(marginal[cell]).toBeCloseTo(table[cell], 12);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("say when nothing is possible", () => {
    const model = { sizes: Int32Array.of(2, 2), factors: [{ scope: [0, 1], table: new Float64Array(4) }] };
    for (const scope of [[0], [0, 1], [1, 0]])
      expect(jointOf(model, scope, orderOfOthers(model, scope)).logSum).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe("tables from complete rows", () => {
  test("have the greatest likelihood: no table near them has more, and its slope within rows is 0", () => {
    const rows = rowsOf(asia, 300);
    for (const [v, counts] of countTables(rows, asia).entries()) {
      const best = tableMeans(counts, 2, 0);
      const most = countedLikelihood(counts, best);
      for (let at = 0; at < best.length; at += 2) {
        const total = counts[at] + counts[at + 1];
        if (total === 0) expect([best[at], best[at + 1]]).toEqual([0.5, 0.5]);
        for (const shift of [-1e-4, 1e-4]) {
          const other = best.slice();
          other[at] = Math.min(1, Math.max(0, other[at] + shift));
          other[at + 1] = 1 - other[at];
          expect(countedLikelihood(counts, other), `node ${v}`).toBeLessThanOrEqual(most);
        }
      }
    }
  });

  test("rows that lack the node or a parent count for others only", () => {
    const rows: Rows = {
      rows: 4,
      sizes: Int32Array.of(2, 2),
      columns: [Int32Array.of(0, 1, -1, 1), Int32Array.of(1, -1, 0, 1)],
    };
    const counts = countTables(rows, { sizes: rows.sizes, parents: [[], [0]] });
    expect(counts.map((own) => [...own])).toEqual([
      [1, 2],
      [0, 1, 0, 1],
    ]);
    expect(completeRows(rows)).toEqual([0, 3]);
    expect(rowsAt(rows, [3, 0]).columns.map((own) => [...own])).toEqual([
      [1, 0],
      [1, 1],
    ]);
  });

  test("come closer to the truth as 1/√n", () => {
    const { sizes, parents, tables: truth } = asia;
    const net = { sizes, tables: asFactors(asia, truth) };
    const weights = parents.map((own) => marginalOf(net, own));
    const sizesOfData = [200, 800, 3200, 12800];
    const errors = sizesOfData.map((n) => {
      const squares = [1, 2, 3, 4, 5, 6].map((seed) => {
        const counts = countTables(rowsOf(asia, n, 0, seed), asia);
        return (
          tableError(
            weights,
            truth,
            counts.map((own, v) => tableMeans(own, sizes[v], 0.5)),
          ) ** 2
        );
      });
      return Math.sqrt(squares.reduce((a, b) => a + b, 0) / squares.length);
    });
    const [x, y] = [sizesOfData.map(Math.log), errors.map(Math.log)];
    const mean = (all: readonly number[]) => all.reduce((a, b) => a + b, 0) / all.length;
    const slope =
      mean(x.map((own, i) => (own - mean(x)) * (y[i] - mean(y)))) / mean(x.map((own) => (own - mean(x)) ** 2));
    // Six repeats leave each error about 6 % uncertain: 0.06/√(Σ (log n − mean)²) = 0.02 of slope, and few rows a little bias.
    expect(slope).toBeGreaterThan(-0.58);
    expect(slope).toBeLessThan(-0.44);
  });
});

describe("the posterior of tables", () => {
  test("is uniform before any row for pseudo-counts of 1, and counts what was seen", () => {
    const { deviation, low, high } = tableSpread(Float64Array.of(0, 0, 3, 1), 2, 1, 0.9);
    expect(low[0]).toBeCloseTo(0.05, 12);
    expect(high[1]).toBeCloseTo(0.95, 12);
    expect(deviation[0]).toBeCloseTo(Math.sqrt(1 / 12), 12);
    // Beta(4, 2): x⁴(5 − 4x) = p.
    for (const [x, p] of [
      [low[2], 0.05],
      [high[2], 0.95],
    ])
      expect(x ** 4 * (5 - 4 * x)).toBeCloseTo(p, 12);
    expect(deviation[2] ** 2).toBeCloseTo((4 * 2) / (36 * 7), 12);
    expect(low[2]).toBeCloseTo(1 - high[3], 12);
  });

  test("holds the truth as often as it says, where the truth is drawn from the prior", () => {
    let [inside, all] = [0, 0];
    for (let seed = 0; seed < 400; seed++) {
      const key = keyOfSeed(seed);
      // Uniform over the two states: Dirichlet(1, 1).
      const p = uniform(key, 0);
      const net: RandomNet = { sizes: Int32Array.of(2), parents: [[]], tables: [Float64Array.of(p, 1 - p)] };
      const [counts] = countTables(rowsOf(net, 12, 0, seed + 1000), net);
      const { low, high } = tableSpread(counts, 2, 1, 0.8);
      inside += low[0] <= p && p <= high[0] ? 1 : 0;
      all++;
    }
    // 4 standard errors of a share of 0.8 among 400.
    expect(Math.abs(inside / all - 0.8)).toBeLessThan(4 * Math.sqrt(0.16 / 400));
  });

  test("of a node with one state is certain", () => {
    const { low, high, deviation } = tableSpread(Float64Array.of(5), 1, 1, 0.9);
    expect([low[0], high[0], deviation[0]]).toEqual([1, 1, 0]);
  });
});

describe("tables from rows with gaps", () => {
  test("what is expected of gaps is what enumeration says", () => {
    fc.assert(
      fc.property(anyNet(5, 2), fc.integer({ min: 1, max: 999 }), fc.constantFrom(0.2, 0.5, 1), (net, seed, gaps) => {
        const rows = rowsOf(net, 6, gaps, seed);
        const problem = problemOf(rows, net);
        const { counts, logLikelihood } = expectation(problem, net.tables);
        const model = { sizes: net.sizes, factors: asFactors(net, net.tables) };
        let log = 0;
        const slow = net.tables.map((table) => new Float64Array(table.length));
        for (let row = 0; row < rows.rows; row++) {
          const findings = seen(rows, row);
          const whole = enumerate(model, findings).logEvidence;
          log += whole;
          for (const [v, own] of net.parents.entries())
            for (let cell = 0; cell < slow[v].length; cell++) {
              let rest = cell;
              const also = [v, ...[...own].reverse()].map((variable) => {
                const state = rest % net.sizes[variable];
                rest = Math.floor(rest / net.sizes[variable]);
                return {
                  variable,
                  weights: Array.from({ length: net.sizes[variable] }, (_, s) => (s === state ? 1 : 0)),
                };
              });
              slow[v][cell] += Math.exp(enumerate(model, [...findings, ...also]).logEvidence - whole);
            }
        }
        expect(logLikelihood).toBeCloseTo(log, 9);
        for (const [v, own] of counts.entries())
          for (let cell = 0; cell < own.length; cell++) expect(own[cell]).toBeCloseTo(slow[v][cell], 9);
      }),
      { numRuns: 25 },
    );
  });

  test("without gaps one step is counting", () => {
    const rows = rowsOf(asia, 200);
    const { tables } = em(problemOf(rows, asia), 1);
    const direct = countTables(rows, asia).map((own) => tableMeans(own, 2, 0));
    expect(tables.map((own) => [...own])).toEqual(direct.map((own) => [...own]));
  });

  test("the likelihood never falls, and its slope ends at 0", () => {
    for (const [seed, gaps] of [
      [3, 0.2],
      [4, 0.4],
    ] as const) {
      const rows = rowsOf(asia, 60, gaps, seed);
      const problem = problemOf(rows, asia);
      const { tables, logs } = em(problem, 120);
      for (let i = 1; i < logs.length; i++) expect(logs[i]).toBeGreaterThan(logs[i - 1] - 1e-9);
      // ∂L/∂θ = expected count / θ: at a maximum the same for all states of a row that are possible.
      const { counts } = expectation(problem, tables);
      for (const [v, own] of counts.entries())
        for (let at = 0; at < own.length; at += 2) {
          const total = own[at] + own[at + 1];
          for (const i of [at, at + 1])
            if (tables[v][i] > 1e-6) expect(Math.abs(own[i] / tables[v][i] - total)).toBeLessThan(1e-2);
        }
    }
  });

  test("a slope by finite differences agrees with the expected counts", () => {
    const rows = rowsOf(asia, 40, 0.4, 2);
    const problem = problemOf(rows, asia);
    const tables = em(problem, 3).tables;
    const { counts } = expectation(problem, tables);
    const h = 1e-5;
    for (const v of [1, 4, 7])
      for (let i = 0; i < tables[v].length; i++) {
        const at = (x: number) => {
          const moved = tables.map((own) => own.slice());
          moved[v][i] += x;
          return expectation(problem, moved).logLikelihood;
        };
        const slope = (at(h) - at(-h)) / (2 * h);
        expect(Math.abs(slope - counts[v][i] / tables[v][i])).toBeLessThan(1e-4 * (1 + Math.abs(slope)));
      }
  });

  test("a variable that is never seen is learnt: the classes of a mixture, up to their names", () => {
    const mixture: RandomNet = {
      sizes: new Int32Array(6).fill(2),
      parents: [[], [0], [0], [0], [0], [0]],
      tables: [[0.4, 0.6], ...Array.from({ length: 5 }, () => [0.9, 0.1, 0.2, 0.8])].map((own) =>
        Float64Array.from(own),
      ),
    };
    const rows = rowsOf(mixture, 3000, 0, 5);
    const hidden: Rows = { ...rows, columns: rows.columns.map((own, v) => (v === 0 ? own.map(() => -1) : own)) };
    const problem = problemOf(hidden, mixture);
    // 2^5 different rows, whatever their number.
    expect(problem.cases.length).toBeLessThanOrEqual(32);
    const { tables, logs } = em(problem, 150);
    expect(logs[149]).toBeGreaterThan(expectation(problem, mixture.tables).logLikelihood);
    const swapped = tables[1][0] < 0.5;
    const share = swapped ? tables[0][1] : tables[0][0];
    // The share has a standard error of about √(0.24/3000) over the information that is left: 3 of twice that.
    expect(Math.abs(share - 0.4)).toBeLessThan(0.06);
    for (const v of [1, 2, 3, 4, 5]) {
      expect(Math.abs((swapped ? tables[v][2] : tables[v][0]) - 0.9)).toBeLessThan(0.05);
      expect(Math.abs((swapped ? tables[v][0] : tables[v][2]) - 0.2)).toBeLessThan(0.05);
    }
  });

  test("pseudo-counts keep every cell possible, and what they maximise never falls either", () => {
    const rows = rowsOf(asia, 60, 0.3, 9);
    const problem = problemOf(rows, asia);
    let last = Number.NEGATIVE_INFINITY;
    for (const steps of [1, 2, 4, 8, 16]) {
      const { tables } = em(problem, steps, 0.5);
      const prior = tables.reduce((sum, own) => sum + own.reduce((logs, p) => logs + 0.5 * Math.log(p), 0), 0);
      const value = expectation(problem, tables).logLikelihood + prior;
      expect(value).toBeGreaterThan(last - 1e-9);
      last = value;
      for (const own of tables) expect(Math.min(...own)).toBeGreaterThan(0);
    }
  });

  test("its price is known before it is paid", () => {
    const nodes = 9;
    const shape = {
      sizes: new Int32Array(nodes).fill(4),
      parents: [...Array.from({ length: 8 }, () => []), [0, 1, 2, 3, 4, 5, 6, 7]],
    };
    const priceOf = (unknown: number) =>
      problemOf(
        {
          rows: 1,
          sizes: shape.sizes,
          columns: Array.from({ length: nodes }, (_, v) => Int32Array.of(v < unknown ? -1 : 0)),
        },
        shape,
      ).largest;
    expect([0, 1, 2, 5, 9].map(priceOf)).toEqual([0, 4, 16, 4 ** 5, 4 ** 9]);
  });
});

describe("divergence", () => {
  test("is the sum over all states, whatever the two graphs are", () => {
    fc.assert(
      fc.property(anyNet(4, 4), anyNet(4, 4), (truth, shape) => {
        const sizes = truth.sizes;
        const counts = countTables(rowsOf(truth, 20), { sizes, parents: shape.parents });
        const learnt = {
          sizes,
          tables: asFactors(
            shape,
            counts.map((own, v) => tableMeans(own, sizes[v], 1)),
          ),
        };
        const own = { sizes, tables: asFactors(truth, truth.tables) };
        let slow = 0;
        const states = new Int32Array(4);
        for (;;) {
          const findings = Array.from(states, (state, variable) => ({
            variable,
            weights: Array.from({ length: sizes[variable] }, (_, s) => (s === state ? 1 : 0)),
          }));
          const [p, q] = [own, learnt].map(({ tables }) => enumerate({ sizes, factors: tables }, findings).logEvidence);
          slow += Math.exp(p) * (p - q);
          let v = 3;
          while (v >= 0 && ++states[v] === sizes[v]) states[v--] = 0;
          if (v < 0) break;
        }
        expect(divergence(own, learnt)).toBeCloseTo(slow, 10);
        expect(divergence(own, own)).toBe(0);
      }),
      { numRuns: 30 },
    );
  });

  test("is infinite where the learnt one calls impossible what is not", () => {
    const tables = (p: number) => ({
      sizes: Int32Array.of(2),
      tables: [{ scope: [0], table: Float64Array.of(p, 1 - p) }],
    });
    expect(divergence(tables(0.5), tables(0))).toBe(Number.POSITIVE_INFINITY);
    expect(divergence(tables(0), tables(0.5))).toBeCloseTo(Math.log(2), 14);
  });
});

test("simulated rows have the frequencies of the net, and gaps where a coin says, whatever lies there", () => {
  const n = 20_000;
  const rows = rowsOf(asia, n, 0.1, 8);
  const net = { sizes: asia.sizes, tables: asFactors(asia, asia.tables) };
  for (let v = 0; v < 8; v++) {
    const known = rows.columns[v].filter((state) => state >= 0);
    const [p] = marginalOf(net, [v]);
    const share = known.filter((state) => state === 0).length / known.length;
    expect(Math.abs(share - p)).toBeLessThan(4.5 * Math.sqrt((p * (1 - p)) / known.length));
    expect(Math.abs(known.length / n - 0.9)).toBeLessThan(4.5 * Math.sqrt(0.09 / n));
  }
});
