import fc from "fast-check";
import { expect, test } from "vitest";
import { gaussianChain, potts, totalVariation } from "../../../../shared/kernels/kalman/chain-field.ts";
import { squareOf } from "../../../../shared/kernels/kalman/factors.ts";
import { kalmanFilter } from "../../../../shared/kernels/kalman/filter.ts";
import { modelOf } from "../../../../shared/kernels/kalman/model.ts";
import { smooth } from "../../../../shared/kernels/kalman/smoother.ts";

const series = fc
  .array(fc.record({ y: fc.double({ min: -3, max: 3, noNaN: true }), is: fc.boolean() }), {
    minLength: 1,
    maxLength: 40,
  })
  .map((cells) => ({
    steps: cells.length,
    values: Float64Array.from(cells, ({ y }) => y),
    mask: Uint8Array.from(cells, ({ is }, at) => (is || at === 0 ? 1 : 0)),
  }));
const size = fc.double({ min: 0.01, max: 5, noNaN: true });

test("the Gaussian chain is the smoother of the random walk: means and variances", () => {
  fc.assert(
    fc.property(series, size, size, size, (data, q, r, p) => {
      const chain = gaussianChain(data, { process: q, noise: r, mean: 0.7, variance: p });
      const model = modelOf(1, 1, {
        processFactor: Float64Array.of(Math.sqrt(q)),
        observation: Float64Array.of(1),
        noiseFactor: Float64Array.of(Math.sqrt(r)),
        mean: Float64Array.of(0.7),
        factor: Float64Array.of(Math.sqrt(p)),
      });
      const smoothed = smooth(kalmanFilter(model, data), 1, 1);
      for (let t = 0; t < data.steps; t++) {
        expect(Math.abs(chain.means[t] - smoothed.means[t])).toBeLessThan(1e-10);
        const variance = squareOf(smoothed.factors, 1, smoothed.slots[t])[0];
        expect(Math.abs(chain.variances[t] / variance - 1)).toBeLessThan(1e-10);
      }
    }),
    { numRuns: 300 },
  );
});

test("total variation fulfils the conditions of the minimum: a dual of at most λ, ±λ where it steps", () => {
  fc.assert(
    fc.property(series, size, (data, lambda) => {
      const x = totalVariation(data, lambda);
      const at = Array.from({ length: data.steps }, (_, t) => t).filter((t) => data.mask[t] === 1);
      let dual = 0;
      for (const [k, t] of at.entries()) {
        dual += x[t] - data.values[t];
        if (k === at.length - 1) expect(Math.abs(dual)).toBeLessThan(1e-9);
        else {
          expect(Math.abs(dual)).toBeLessThan(lambda + 1e-9);
          const step = x[at[k + 1]] - x[t];
          if (Math.abs(step) > 1e-9) expect(Math.abs(dual - lambda * Math.sign(step))).toBeLessThan(1e-8);
        }
      }
    }),
    { numRuns: 400 },
  );
});

test("Potts is the best of all ways to cut a short series", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 1, maxLength: 9 }),
      size,
      (y, gamma) => {
        const energy = (x: ArrayLike<number>) =>
          y.reduce((sum, value, t) => sum + 0.5 * (value - x[t]) ** 2 + (t > 0 && x[t] !== x[t - 1] ? gamma : 0), 0);
        let least = Number.POSITIVE_INFINITY;
        for (let cuts = 0; cuts < 2 ** (y.length - 1); cuts++) {
          const x = new Float64Array(y.length);
          for (let from = 0, t = 0; t < y.length; t++) {
            if (t < y.length - 1 && !((cuts >> t) & 1)) continue;
            const part = y.slice(from, t + 1);
            x.fill(
              part.reduce((sum, value) => sum + value / part.length, 0),
              from,
              t + 1,
            );
            from = t + 1;
          }
          least = Math.min(least, energy(x));
        }
        const found = potts({ steps: y.length, values: Float64Array.from(y) }, gamma);
        expect(energy(found)).toBeLessThan(least + 1e-9);
      },
    ),
    { numRuns: 150 },
  );
});

test("a gap is bridged, and ends without values hold", () => {
  const data = { steps: 6, values: Float64Array.of(0, 1, 0, 0, 4, 0), mask: Uint8Array.of(0, 1, 0, 0, 1, 0) };
  expect([...totalVariation(data, 0)]).toEqual([1, 1, 2, 3, 4, 4]);
  expect([...potts({ ...data, mask: new Uint8Array(6) }, 1)]).toEqual([0, 0, 0, 0, 0, 0]);
});
