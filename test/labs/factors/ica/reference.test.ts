import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fitted, onWasm, planted } from "./data.ts";

const reference: { readonly unmixing: Readonly<Record<string, readonly number[]>> } = JSON.parse(
  readFileSync(new URL("./reference.json", import.meta.url), "utf8"),
);

/** Made by ica-reference.py from the same table; its library and call stand in the file. */
const table = planted({ rows: 2000, laplace: 2, uniform: 1, bimodal: 1 }, 4);

const cases = Object.entries(reference.unmixing).flatMap(([name, expected]) => {
  const [algorithm, contrast] = name.split(" ");
  const own = algorithm === "parallel" ? (["symmetric", "picard"] as const) : (["deflation"] as const);
  return own.map((one) => [one, contrast, expected] as const);
});

test.each(cases)("%s with %s finds scikit-learn's components", (algorithm, contrast, expected) => {
  const change = { algorithm, contrast: contrast as "logcosh", tolerance: 1e-13, iterations: 500 };
  // Where deflation ends depends on which unit it meets first: it starts beside theirs, in their order.
  const { unmixing, n } =
    algorithm === "deflation" ? fitted(table, change, onWasm, Float64Array.from(expected)) : fitted(table, change);
  const used = new Set<number>();
  for (let i = 0; i < n; i++) {
    const row = expected.slice(i * n, i * n + n);
    const distances = Array.from({ length: n }, (_, k) => {
      const own = Array.from(unmixing.subarray(k * n, k * n + n));
      const apart = (sign: number) => Math.hypot(...own.map((x, j) => x - sign * row[j])) / Math.hypot(...row);
      return Math.min(apart(1), apart(-1));
    });
    // Sums are float32 within blocks of 256 rows: the fixed points agree to some 1e-6.
    const least = Math.min(...distances);
    expect(least).toBeLessThan(2e-5);
    used.add(distances.indexOf(least));
  }
  expect(used.size).toBe(n);
});
