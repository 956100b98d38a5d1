/** Ranges of codes by what is lost in them, against a plain search and cases whose answer is known. */
import { describe, expect, test } from "vitest";
import { type Calibration, rangeOf } from "../../../shared/quant/float/index.ts";
import { fillNormal32, fillUniform32 } from "../../../shared/random/index.ts";

const COUNT = 20_000;
const normal = new Float32Array(COUNT);
fillNormal32([1, 2], 0, normal);
const uniform = new Float32Array(COUNT);
fillUniform32([3, 4], 0, uniform);
const rectified = normal.map((x) => Math.max(0, x));
const withOutliers = Float32Array.from(rectified, (x, i) => (i % 4000 === 0 ? 60 + i / 4000 : x));

const range = (values: Float32Array, kind: Calibration["kind"], top = 127) =>
  rangeOf(values.slice().sort(), { kind }, top);

/** The divergence of a range, written down as its definition says, with objects in place of tables. */
function slowLoss(values: Float32Array, whole: { low: number; high: number }, part: number, codes: number): number {
  const bins = 2048;
  const span = whole.high - whole.low;
  const counts = new Map<number, number>();
  for (const x of values) {
    if (x === 0) continue;
    const bin = Math.min(bins - 1, Math.floor(((x - whole.low) / span) * bins));
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  const first = Math.round(((whole.low * part - whole.low) / span) * bins);
  const last = Math.round(((whole.high * part - whole.low) / span) * bins);
  const reference = new Map<number, number>();
  for (const [bin, count] of counts) {
    const at = Math.min(Math.max(bin, first), last - 1);
    reference.set(at, (reference.get(at) ?? 0) + count);
  }
  const codeOf = (bin: number) => {
    for (let code = 0; code < codes; code++)
      if (bin - first < Math.round(((code + 1) * (last - first)) / codes)) return code;
    throw new Error("beyond");
  };
  const held = new Map<number, number[]>();
  for (const [bin, count] of counts)
    if (bin >= first && bin < last) held.set(codeOf(bin), [...(held.get(codeOf(bin)) ?? []), count]);
  const sum = (all: Iterable<number>) => [...all].reduce((total, one) => total + one, 0);
  const kept = sum([...held.values()].flat());
  const total = sum(reference.values());
  return sum(
    [...reference].map(([bin, count]) => {
      const own = held.get(codeOf(bin)) ?? [];
      const stands = counts.has(bin) ? sum(own) / own.length : 1e-3;
      return (count / total) * Math.log(count / total / (stands / kept));
    }),
  );
}

describe("by entropy", () => {
  test("a uniform distribution is kept whole", () => {
    const { high } = range(uniform, "min-max");
    expect(range(uniform, "entropy").high).toBe(high);
  });

  test("a few numbers far away are clipped", () => {
    const { high } = range(withOutliers, "entropy");
    // Normal numbers of which the largest of 20,000 is about 4; the least that is tried is an eighth of the whole range.
    expect(high).toBeLessThan(range(withOutliers, "min-max").high / 4);
    expect(high).toBeGreaterThan(4);
  });

  test("zeros change nothing: they have a code of their own in any range", () => {
    const positive = rectified.filter((x) => x > 0);
    expect(range(rectified, "entropy")).toEqual(range(positive, "entropy"));
  });

  test.each([
    ["rectified", rectified, 127],
    ["with outliers", withOutliers, 127],
    ["of both signs", normal, 255],
  ] as const)("%s: no range that is tried loses less", (_, values, top) => {
    const whole = range(values, "min-max", top);
    const found = range(values, "entropy", top);
    const losses = Array.from({ length: 57 }, (_, i) => slowLoss(values, whole, (64 - i) / 64, top + 1));
    const best = (64 - losses.indexOf(Math.min(...losses))) / 64;
    expect(found.high).toBeCloseTo(whole.high * best, 12);
    expect(found.low).toBeCloseTo(whole.low * best, 12);
  });
});

test("by squared error a few numbers far away are clipped less than by entropy", () => {
  expect(range(withOutliers, "squared-error").high).toBeGreaterThan(range(withOutliers, "entropy").high);
});
