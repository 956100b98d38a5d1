import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Hmm, type Observations, posteriorOf, viterbi } from "../../../../shared/kernels/hmm/index.ts";
import { density, emissionsAndData, shares, table } from "./oracle.ts";

const NEAR = 1e-9;

function expectNear(found: ArrayLike<number>, right: ArrayLike<number>) {
  expect(found.length).toBe(right.length);
  for (let i = 0; i < right.length; i++) expect(Math.abs(found[i] - right[i])).toBeLessThanOrEqual(NEAR);
}

interface Segment {
  readonly state: number;
  readonly length: number;
}

/** Every way to cut `rows` steps into segments of at most `longest`. */
function segmentations(rows: number, K: number, longest: number): Segment[][] {
  if (rows === 0) return [[]];
  return Array.from({ length: Math.min(longest, rows) }, (_, i) => i + 1).flatMap((length) =>
    segmentations(rows - length, K, longest).flatMap((rest) =>
      Array.from({ length: K }, (_, state) => [{ state, length }, ...rest]),
    ),
  );
}

/** The last segment lasts at least so long, the others exactly. */
function priorOf({ initial, transitions, durations }: Hmm, segments: readonly Segment[]): number {
  const K = initial.length;
  const L = (durations as Float64Array).length / K;
  return segments.reduce((p, { state, length }, i) => {
    const own = (durations as Float64Array).subarray(state * L, (state + 1) * L);
    const lasts = i + 1 < segments.length ? own[length - 1] : own.slice(length - 1).reduce((a, b) => a + b, 0);
    return p * (i === 0 ? initial[state] : transitions[segments[i - 1].state * K + state]) * lasts;
  }, 1);
}

function enumerated(model: Hmm, data: Observations) {
  const K = model.initial.length;
  const L = (model.durations as Float64Array).length / K;
  const posterior = new Float64Array(data.rows * K);
  const pairs = new Float64Array(K * K);
  const ended = new Float64Array(K * L);
  const stayed = new Float64Array(K * L);
  const all = segmentations(data.rows, K, L).map((segments) => {
    const path = segments.flatMap(({ state, length }) => new Array<number>(length).fill(state));
    return {
      segments,
      path,
      p: path.reduce((p, s, t) => p * density(model.emissions, s, data, t), priorOf(model, segments)),
    };
  });
  const total = all.reduce((sum, { p }) => sum + p, 0);
  for (const { segments, path, p } of all) {
    for (const [t, s] of path.entries()) posterior[t * K + s] += p / total;
    for (const [i, { state, length }] of segments.entries()) {
      for (let a = 0; a < length - 1; a++) stayed[state * L + a] += p / total;
      if (i + 1 === segments.length) continue;
      ended[state * L + length - 1] += p / total;
      pairs[state * K + segments[i + 1].state] += p / total;
    }
  }
  const most = Math.max(...all.map(({ p }) => p));
  return { logLikelihood: Math.log(total), posterior, pairs, ended, stayed, most, all };
}

const modelAndData: fc.Arbitrary<readonly [Hmm, Observations]> = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .chain(([K, L, rows]) =>
    fc
      .tuple(shares(K), table(K, K), table(K, L), emissionsAndData(K, rows))
      .map(
        ([initial, transitions, durations, [emissions, data]]) =>
          [{ initial: Float64Array.from(initial), transitions, durations, emissions }, data] as const,
      ),
  );

describe("explicit durations, against every segmentation", () => {
  it("give likelihood, beliefs, transitions, spells and the best path", () => {
    fc.assert(
      fc.property(modelAndData, ([model, data]) => {
        const right = enumerated(model, data);
        const found = posteriorOf(model, data);
        const { path, logProbabilities } = viterbi(model, data);
        if (right.logLikelihood === Number.NEGATIVE_INFINITY) {
          expect([found.logLikelihoods[0], logProbabilities[0]]).toEqual([right.logLikelihood, right.logLikelihood]);
          return;
        }
        expectNear(found.logLikelihoods, [right.logLikelihood]);
        expectNear(found.posterior, right.posterior);
        expectNear(found.pairs, right.pairs);
        expectNear(found.spells?.ended ?? [], right.ended);
        expectNear(found.spells?.stayed ?? [], right.stayed);
        expectNear(logProbabilities, [Math.log(right.most)]);
        const own = right.all.filter((one) => one.path.every((s, t) => s === path[t]));
        expect(Math.log(Math.max(...own.map(({ p }) => p)))).toBeCloseTo(Math.log(right.most), 8);
      }),
      { numRuns: 300 },
    );
  });

  it("of geometric shape are a plain chain that stays", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 0.9, noNaN: true }), emissionsAndData(2, 5), (stay, [emissions, data]) => {
        const initial = Float64Array.of(0.3, 0.7);
        const plain: Hmm = { initial, transitions: Float64Array.of(stay, 1 - stay, 1 - stay, stay), emissions };
        // Of five steps only what lasts at least six is left out, and the last age holds all of it.
        const row = Array.from({ length: 6 }, (_, a) => (a < 5 ? (1 - stay) * stay ** a : stay ** 5));
        const durations = Float64Array.from([...row, ...row]);
        const aged: Hmm = { initial, transitions: Float64Array.of(0, 1, 1, 0), durations, emissions };
        const [a, b] = [posteriorOf(plain, data), posteriorOf(aged, data)];
        if (a.logLikelihoods[0] === Number.NEGATIVE_INFINITY) return;
        expectNear(b.logLikelihoods, a.logLikelihoods);
        expectNear(b.posterior, a.posterior);
        expectNear(b.filtered, a.filtered);
        expectNear(b.predicted, a.predicted);
      }),
      { numRuns: 100 },
    );
  });
});
