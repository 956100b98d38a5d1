import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  baumWelch,
  blank,
  countStates,
  firstPart,
  floorsOf,
  type Hmm,
  type Observations,
  observedRows,
  parametersOf,
  posteriorOf,
  sample,
  startOf,
} from "../../../../shared/kernels/hmm/index.ts";
import { emissionsAndData, shares, table } from "./oracle.ts";

const sizeOf = ({ emissions }: Hmm) => (emissions.kind === "discrete" ? emissions.symbols : emissions.dimensions);
const logLikelihood = (model: Hmm, data: Observations) =>
  posteriorOf(model, data).logLikelihoods.reduce((a, b) => a + b, 0);
const allFinite = ({ initial, transitions, durations, emissions }: Hmm) =>
  [
    initial,
    transitions,
    durations ?? [],
    ...(emissions.kind === "discrete" ? [emissions.table] : [emissions.means, emissions.covariances]),
  ].every((values) => [...values].every(Number.isFinite));

/** Any start, sensible or not, with gaps, zeros, ties, several sequences and durations. */
const problems = fc
  .record({ K: fc.integer({ min: 1, max: 3 }), rows: fc.integer({ min: 2, max: 12 }), L: fc.constantFrom(0, 0, 3) })
  .chain(({ K, rows, L }) =>
    fc.record({
      ...{ K: fc.constant(K), L: fc.constant(L) },
      own: fc.tuple(shares(K), table(K, K), table(K, Math.max(L, 1)), emissionsAndData(K, rows)),
      cut: fc.integer({ min: 1, max: rows - 1 }),
      pseudoCounts: fc.constantFrom(0, 0, 0.5),
      seed: fc.integer({ min: 0, max: 1e6 }),
      begin: fc.constantFrom("given", "kmeans", "random"),
    }),
  );

describe("Baum–Welch", () => {
  it("never lowers what it maximises, and leaves no number that is none", () => {
    fc.assert(
      fc.property(problems, ({ K, L, own, cut, pseudoCounts, seed, begin }) => {
        const [initial, transitions, durations, [emissions, whole]] = own;
        const data = { ...whole, starts: Int32Array.of(0, cut) };
        const given: Hmm = { initial: Float64Array.from(initial), transitions, emissions, ...(L > 0 && { durations }) };
        const floors =
          emissions.kind === "discrete"
            ? new Float64Array(0)
            : // What is given may be narrower than the data allow: then the floor is its own.
              floorsOf(data, emissions.dimensions).map((floor) => Math.min(floor, 1e-3));
        const options = { pseudoCounts, floors };
        const start = { states: K, kind: emissions.kind, size: sizeOf(given), longest: L };
        let model =
          begin === "given" ? given : startOf([seed, 1], data, { ...start, from: begin as "kmeans" | "random" });
        let before = Number.NEGATIVE_INFINITY;
        for (let i = 0; i < 12; i++) {
          const step = baumWelch(model, data, options);
          if (step.logLikelihood === Number.NEGATIVE_INFINITY) return;
          expect(step.objective).toBeGreaterThanOrEqual(before - 1e-9 * (1 + Math.abs(before)));
          expect(allFinite(step.model)).toBe(true);
          [model, before] = [step.model, step.objective];
        }
      }),
      { numRuns: 300 },
    );
  });

  it("stands still where the gradient of the likelihood is 0 (Fisher's identity)", () => {
    // At a fixed point the expected counts are proportional to the model's own probabilities: so a step changes nothing, and no small change helps.
    const truth: Hmm = {
      initial: Float64Array.of(0.5, 0.5),
      transitions: Float64Array.of(0.9, 0.1, 0.2, 0.8),
      emissions: { kind: "discrete", symbols: 2, table: Float64Array.of(0.8, 0.2, 0.3, 0.7) },
    };
    const { observations } = sample([3, 4], truth, 200);
    const options = { pseudoCounts: 0, floors: new Float64Array(0) };
    let model = truth;
    for (let i = 0; i < 3000; i++) model = baumWelch(model, observations, options).model;
    const best = logLikelihood(model, observations);
    for (const change of [-1e-3, 1e-3]) {
      const transitions = model.transitions.slice();
      transitions[0] += change;
      transitions[1] -= change;
      if (transitions[1] >= 0) expect(logLikelihood({ ...model, transitions }, observations)).toBeLessThan(best);
    }
  });

  it("finds two levels with a third of the values missing, from k-means", () => {
    const truth: Hmm = {
      initial: Float64Array.of(1, 0),
      transitions: Float64Array.of(0.95, 0.05, 0.05, 0.95),
      emissions: { kind: "diagonal", dimensions: 1, means: Float64Array.of(-2, 2), covariances: Float64Array.of(1, 1) },
    };
    const rows = 600;
    const { observations } = sample([1, 2], truth, rows);
    const data = { ...observations, mask: Uint8Array.from({ length: rows }, (_, t) => Number(t % 3 !== 0)) };
    const options = { pseudoCounts: 0, floors: floorsOf(data, 1) };
    let model = startOf([5, 6], data, { states: 2, kind: "diagonal", size: 1, longest: 0, from: "kmeans" });
    for (let i = 0; i < 50; i++) model = baumWelch(model, data, options).model;
    if (model.emissions.kind === "discrete") throw new Error("not normal");
    // Three standard errors of a mean of about 200 values of variance 1.
    for (const [i, mean] of [...model.emissions.means].sort((a, b) => a - b).entries())
      expect(Math.abs(mean - [-2, 2][i])).toBeLessThan(3 / Math.sqrt(150));
  });
});

describe("counting known states", () => {
  const data: Observations = { rows: 8, starts: Int32Array.of(0, 5), symbols: Int32Array.of(0, 1, 1, -1, 0, 1, 0, 0) };
  const states = Int32Array.of(0, 0, 1, 1, 0, 1, 1, 0);
  const options = { pseudoCounts: 0, floors: new Float64Array(0) };

  it("gives shares, of a state that never occurs what was there before", () => {
    const start = blank(data, { states: 3, kind: "discrete", size: 2, longest: 0 });
    const { initial, transitions, emissions } = countStates(start, states, data, options);
    expect([...initial]).toEqual([1 / 2, 1 / 2, 0]);
    expect([...transitions]).toEqual(
      [1 / 2, 1 / 2, 0, 1 / 2, 1 / 2, 0, 1 / 3, 1 / 3, 1 / 3].map((x) => expect.closeTo(x, 12)),
    );
    expect(emissions).toMatchObject({ table: Float64Array.of(3 / 4, 1 / 4, 1 / 3, 2 / 3, 1 / 2, 1 / 2) });
  });

  it("gives durations from the segments, the cut ones for what they reached", () => {
    const start = blank(data, { states: 2, kind: "discrete", size: 2, longest: 3 });
    const { transitions, durations } = countStates(start, states, data, options);
    expect([...transitions]).toEqual([0, 1, 1, 0]);
    // State 0: one segment of 2, and two of at least 1 that are cut. State 1: two of 2.
    expect([...(durations as Float64Array)]).toEqual([0, 1, 0, 0, 1, 0].map((x) => expect.closeTo(x, 12)));
  });
});

describe("what a model and data come to", () => {
  it("counts free numbers", () => {
    const base = { states: 3, longest: 0, size: 2 };
    const data: Observations = {
      rows: 1,
      starts: Int32Array.of(0),
      symbols: Int32Array.of(0),
      values: Float64Array.of(1, 2),
    };
    const count = (kind: "discrete" | "diagonal" | "full", more = {}) =>
      parametersOf(blank(data, { ...base, kind, ...more }));
    expect(count("discrete")).toBe(2 + 6 + 3);
    expect(count("diagonal")).toBe(2 + 6 + 12);
    expect(count("full")).toBe(2 + 6 + 15);
    expect(count("discrete", { longest: 4 })).toBe(2 + 3 + 9 + 3);
  });

  it("holds out whole sequences, or the end of a single one", () => {
    const data: Observations = { rows: 10, starts: Int32Array.of(0, 4, 6), symbols: new Int32Array(10) };
    expect(firstPart(data, 0.34)).toMatchObject({ rows: 4, starts: Int32Array.of(0) });
    expect(firstPart({ ...data, starts: Int32Array.of(0) }, 0.3)).toMatchObject({ rows: 7, starts: Int32Array.of(0) });
    expect(observedRows({ ...data, symbols: Int32Array.of(-1, 1, -1, 0, 0, 0, 0, 0, 0, 0) })).toBe(8);
  });
});
