import fc from "fast-check";
import { expect, it } from "vitest";
import { type Hmm, type Observations, openHmm, posteriorOf, smoothedOf } from "../../../../shared/kernels/hmm/index.ts";
import { foldIn, keyOfSeed, uniform } from "../../../../shared/random/index.ts";
import { fresh } from "../../../wasm.ts";

/** Another number at each call. */
function drawing(seed: number) {
  const key = foldIn(keyOfSeed(seed), 0);
  let at = 0;
  return () => uniform(key, at++);
}

/** Probabilities, some of them zeros of either sign, and some next to nothing. */
function rows(draw: () => number, count: number, width: number, zeros: number): Float64Array {
  const out = new Float64Array(count * width);
  for (let from = 0; from < out.length; from += width) {
    let sum = 0;
    for (let i = from; i < from + width; i++) {
      const kind = draw();
      out[i] = kind < zeros ? (kind < zeros / 2 ? 0 : -0) : kind < 1.5 * zeros ? 10 ** (-320 * draw()) : draw();
      sum += out[i];
    }
    for (let i = from; i < from + width && sum > 0; i++) out[i] /= sum;
  }
  return out;
}

interface Case {
  readonly seed: number;
  readonly K: number;
  readonly size: number;
  readonly lengths: readonly number[];
  readonly zeros: number;
  readonly kind: "discrete" | "diagonal";
}

function drawn({ seed, K, size, lengths, zeros, kind }: Case): [Hmm, Observations] {
  const draw = drawing(seed);
  const many = (count: number, make: () => number) => Float64Array.from({ length: count }, make);
  const total = lengths.reduce((a, b) => a + b, 0);
  const starts = Int32Array.from(lengths, (_, i) => lengths.slice(0, i).reduce((a, b) => a + b, 0));
  const chain = { initial: rows(draw, 1, K, zeros), transitions: rows(draw, K, K, zeros) };
  if (kind === "discrete") {
    const symbols = Int32Array.from({ length: total }, () => Math.floor(draw() * (size + 1)) - 1);
    const emissions = { kind, symbols: size, table: rows(draw, K, size, zeros) };
    return [
      { ...chain, emissions },
      { rows: total, starts, symbols },
    ];
  }
  // Spread so far that some densities are lost beside others.
  const far = 10 ** (3 * draw());
  const means = many(K * size, () => far * (draw() - 0.5));
  const covariances = many(K * size, () => 0.1 + draw());
  const values = many(total * size, () => far * (draw() - 0.5));
  const mask = Uint8Array.from({ length: total * size }, () => Number(draw() < 0.8));
  return [
    { ...chain, emissions: { kind, dimensions: size, means, covariances } },
    { rows: total, starts, values, mask },
  ];
}

const cases: fc.Arbitrary<Case> = fc.record({
  seed: fc.nat(),
  K: fc.integer({ min: 1, max: 33 }),
  size: fc.integer({ min: 1, max: 4 }),
  lengths: fc.array(fc.integer({ min: 0, max: 70 }), { minLength: 1, maxLength: 4 }),
  zeros: fc.constantFrom(0, 0.1, 0.6),
  kind: fc.constantFrom("discrete", "diagonal"),
});

/** Bytes: they tell −0 from 0. */
const bits = (values: Float64Array) => Buffer.from(values.buffer, values.byteOffset, values.byteLength);

function expectBits(found: Float64Array, right: Float64Array, name: string) {
  expect(bits(found).equals(bits(right)), name).toBe(true);
}

it("gives the same bits on both devices, model after model in one instance", () => {
  const machine = openHmm({ device: "wasm", wasm: fresh });
  let [scaled, lost] = [0, 0];
  fc.assert(
    fc.property(cases, (given) => {
      const [model, data] = drawn(given);
      const right = posteriorOf(model, data);
      const found = posteriorOf(model, data, { machine });
      const smoothed = smoothedOf(model, data, { machine });
      const none = smoothedOf(model, data, { machine, counts: false });
      for (const name of ["logLikelihoods", "posterior", "pairs"] as const) {
        expectBits(found[name], right[name], name);
        expectBits(smoothed[name], right[name], name);
      }
      expectBits(none.posterior, right.posterior, "without counts");
      const isPossible = right.logLikelihoods.every((one) => one > Number.NEGATIVE_INFINITY);
      if (isPossible) scaled++;
      else lost++;
      if (isPossible) for (const name of ["predicted", "filtered"] as const) expectBits(found[name], right[name], name);
    }),
    { numRuns: 500 },
  );
  expect(Math.min(scaled, lost)).toBeGreaterThan(10);
});
