import { describe, expect, test } from "vitest";
import { HEART_RATE, heartbeats } from "../../../shared/data/generators/heartbeats.ts";
import type { Table } from "../../../shared/data/table.ts";
import { leastSquares } from "../../../shared/linalg/index.ts";

const generate = (params: object, seed = 1) =>
  heartbeats.generate([seed, 0], { seconds: 60, mother: 75, child: 140, noise: 0, ...params } as never);

function factor({ rows, factors }: Table, j: number): Float64Array {
  const { names, values } = factors as NonNullable<Table["factors"]>;
  return Float64Array.from({ length: rows }, (_, r) => values[r * names.length + j]);
}

/** Samples of the R waves: the largest values for 15 samples around, above half of the largest of all. */
function peaks(signal: Float64Array): number[] {
  const most = Math.max(...signal);
  return Array.from({ length: signal.length }, (_, r) => r).filter(
    (r) => signal[r] > most / 2 && signal.subarray(Math.max(0, r - 15), r + 16).every((x) => x <= signal[r]),
  );
}

describe("heartbeats", () => {
  test.each([
    [75, 140],
    [50, 180],
  ])("beat %d and %d times a minute, a little unevenly", (mother, child) => {
    const table = generate({ mother, child });
    expect(table.rate).toBe(HEART_RATE);
    expect(table.rows).toBe(60 * HEART_RATE);
    for (const [j, perMinute] of [mother, child].entries()) {
      const at = peaks(factor(table, j));
      const periods = at.slice(1).map((r, i) => r - at[i]);
      const mean = periods.reduce((sum, x) => sum + x, 0) / periods.length;
      // Periods of 4 % deviation that keep 0.9 of it: of n the mean deviates by 0.04·√(19/n), at most 2.5 % here.
      expect(Math.abs((60 * HEART_RATE) / mean / perMinute - 1)).toBeLessThan(4 * 0.04 * Math.sqrt(19 / at.length));
      expect(new Set(periods).size).toBeGreaterThan(3);
    }
  });

  test("an R wave of the mother is 1, the child's about a third; P, Q, S and T stand around it", () => {
    const table = generate({});
    const [mother, child] = [factor(table, 0), factor(table, 1)];
    expect(Math.max(...mother)).toBeGreaterThan(0.9);
    expect(Math.max(...mother)).toBeLessThan(1.01);
    expect(Math.max(...child) / Math.max(...mother)).toBeCloseTo(0.35, 1);
    const at = peaks(mother);
    const period = at[2] - at[1];
    const near = (share: number) => mother[at[1] + Math.round(share * period)];
    expect(near(1 / 4)).toBeCloseTo(0.4, 1);
    expect(near(-1 / 6)).toBeGreaterThan(0.15);
    expect(near(1 / 20)).toBeLessThan(-0.05);
    expect(near(-1 / 20)).toBeLessThan(-0.02);
    // Beats join without a step: nothing is as steep as an R wave.
    const steps = mother.subarray(1).map((x, r) => Math.abs(x - mother[r]));
    expect(Math.max(...steps)).toBeLessThan(0.4);
  });

  test("every electrode is one sum of the three; noise comes on top; the same key gives the same table", () => {
    const table = generate({});
    const { names, values } = table.factors as NonNullable<Table["factors"]>;
    expect(names).toEqual(["mother", "child", "breathing"]);
    for (let i = 0; i < 3; i++) {
      const column = Float64Array.from({ length: table.rows }, (_, r) => table.values[3 * r + i]);
      const weights = leastSquares(values, column, table.rows, 3);
      for (const weight of weights) expect(Math.abs(weight)).toBeGreaterThan(0.39);
      for (let r = 0; r < table.rows; r += 97)
        expect(column[r]).toBeCloseTo(
          weights.reduce((sum, w, j) => sum + w * values[3 * r + j], 0),
          9,
        );
    }
    expect(generate({ noise: 0.1 }).factors).toEqual(table.factors);
    expect(generate({ noise: 0.1 }).values).not.toEqual(table.values);
    expect(generate({})).toEqual(table);
    expect(generate({}, 2).values).not.toEqual(table.values);
    // The first seconds of a long recording are those of a short one, alone.
    expect(factor(generate({ seconds: 5 }), 0)).toEqual(factor(table, 0).slice(0, 5 * HEART_RATE));
  });
});
