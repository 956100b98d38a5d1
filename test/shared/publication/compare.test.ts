import { expect, test } from "vitest";
import type { Metric } from "../../../shared/labs/lab.ts";
import { compareClaim } from "../../../shared/publication/compare.ts";
import type { Claim } from "../../../shared/publication/publication.ts";

const meaning = { es: "", en: "" };
const metrics: readonly Metric[] = [
  { name: "loss", unit: "", meaning, kind: "exact" },
  { name: "mean.<x>", unit: "", meaning, kind: "exact" },
  { name: "seconds", unit: "s", meaning, kind: "measured" },
  { name: "rate.<x>", unit: "1/s", meaning, kind: "measured" },
];
const claim = (change: Partial<Claim> = {}): Claim => ({
  engine: { wasm: { rbm: "a".repeat(64) }, random: "1" },
  device: "wasm",
  digest: "d".repeat(64),
  metrics: { loss: 1, "mean.a": -2, seconds: 3, "rate.a": 5 },
  seconds: 1,
  ...change,
});
const other = "e".repeat(64);

test("the same digest is the same, whatever computed it", () => {
  expect(compareClaim(claim(), claim({ device: "scalar", seconds: 9 }), metrics)).toEqual({ kind: "same" });
});

test("another digest on the same engine and device is different, however close the metrics are", () => {
  const verdict = compareClaim(claim(), claim({ digest: other }), metrics);
  expect(verdict.kind).toBe("different");
});

test.each([
  { device: "webgpu" as const },
  { engine: { wasm: { rbm: "b".repeat(64) }, random: "1" } },
  { engine: { wasm: { rbm: "a".repeat(64) }, random: "2" } },
  { engine: { wasm: {}, random: "1" } },
  { engine: { wasm: { rbm: "a".repeat(64), more: "a".repeat(64) }, random: "1" } },
])("another engine is other: %j", (change) => {
  expect(compareClaim(claim(), claim({ digest: other, ...change }), metrics)).toMatchObject({
    kind: "other",
    within: true,
  });
});

test("between engines the exact metrics decide, within two in a hundred; measured ones do not count", () => {
  const within = (change: Record<string, number>) => {
    const here = claim({ digest: other, device: "webgpu", metrics: { ...claim().metrics, ...change } });
    const verdict = compareClaim(claim(), here, metrics);
    return verdict.kind === "other" && verdict.within;
  };
  expect(within({ loss: 1.019, "mean.a": -2.03, seconds: 100, "rate.a": 0 })).toBe(true);
  expect(within({ loss: 1.03 })).toBe(false);
  expect(within({ "mean.a": 2 })).toBe(false);
  expect(within({ "mean.b": 1 })).toBe(false);
  expect(within({ made: 1 })).toBe(false);
});
