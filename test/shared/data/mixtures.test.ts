import { describe, expect, test } from "vitest";
import { mixingMatrix } from "../../../shared/data/generators/mixing.ts";
import { sources } from "../../../shared/data/generators/sources.ts";
import { voices } from "../../../shared/data/generators/voices.ts";
import type { Table } from "../../../shared/data/table.ts";
import { leastSquares, svd } from "../../../shared/linalg/index.ts";
import { foldIn } from "../../../shared/random/index.ts";

const none = { laplace: 0, uniform: 0, student: 0, bimodal: 0, gaussian: 0, noise: 0 };
const plant = (params: object) => sources.generate([7, 0], { rows: 20_000, ...none, ...params } as never);

function moments(table: Table, column: number, power: number): number {
  const { names, values } = table.factors as NonNullable<Table["factors"]>;
  let sum = 0;
  for (let r = 0; r < table.rows; r++) sum += values[r * names.length + column] ** power;
  return sum / table.rows;
}

/** The matrix that turns the factors into the values, by least squares. */
function mixingOf(table: Table): Float64Array[] {
  const { names, values } = table.factors as NonNullable<Table["factors"]>;
  const n = names.length;
  return Array.from({ length: n }, (_, i) => {
    const column = Float64Array.from({ length: table.rows }, (_, r) => table.values[r * n + i]);
    return leastSquares(values, column, table.rows, n);
  });
}

describe("planted sources", () => {
  // Excess kurtosis: 3, −6/5, 6/(ν − 4) = 6, −2/(1 + h²)², 0; standard errors at 20,000 draws from eighth moments, √(2·10⁴) of them.
  test.each([
    ["laplace", 3, 0.8],
    ["uniform", -1.2, 0.03],
    ["bimodal", -2 / (1 + 0.35 ** 2) ** 2, 0.03],
    ["gaussian", 0, 0.15],
  ])("%s: mean 0, variance 1, its excess kurtosis", (kind, kurtosis, within) => {
    const table = plant({ [kind]: 1 });
    expect(Math.abs(moments(table, 0, 1))).toBeLessThan(4 / Math.sqrt(20_000));
    expect(Math.abs(moments(table, 0, 2) - 1)).toBeLessThan(0.08);
    expect(Math.abs(moments(table, 0, 4) / moments(table, 0, 2) ** 2 - 3 - kurtosis)).toBeLessThan(within);
  });

  test("student: the share beyond two standard deviations is that of five degrees of freedom", () => {
    const table = plant({ student: 1 });
    const { values } = table.factors as NonNullable<Table["factors"]>;
    // P(|t₅| > 2·√(5/3)) = 0.0493.
    const share = values.filter((x) => Math.abs(x) > 2).length / values.length;
    expect(Math.abs(share - 0.0493)).toBeLessThan(4 * Math.sqrt(0.0493 / 20_000));
  });

  test("are mixed by the matrix of their key, and noise comes on top", () => {
    const table = plant({ laplace: 2, uniform: 1 });
    const matrix = mixingMatrix(foldIn([7, 0], 1), 3);
    for (const [i, row] of mixingOf(table).entries())
      for (const [j, weight] of row.entries()) expect(weight).toBeCloseTo(matrix[i * 3 + j], 9);
    const noisy = plant({ laplace: 2, uniform: 1, noise: 0.5 });
    expect(noisy.factors).toEqual(table.factors);
    let [signal, noise] = [0, 0];
    for (let r = 0; r < table.rows; r++) {
      signal += table.values[3 * r] ** 2;
      noise += (noisy.values[3 * r] - table.values[3 * r]) ** 2;
    }
    expect(Math.abs(Math.sqrt(noise / signal) - 0.5)).toBeLessThan(0.01);
  });

  test("the first rows are those of a shorter table, and no source at all is one Gaussian", () => {
    const [long, short] = [plant({ student: 1, laplace: 1 }), plant({ student: 1, laplace: 1, rows: 100 })];
    expect(short.values).toEqual(long.values.slice(0, 200));
    expect(plant({}).factors?.names).toEqual(["gaussian 1"]);
  });
});

test("mixing matrices are well conditioned, and every source is heard everywhere", () => {
  for (const n of [2, 3, 5, 10, 20])
    for (let seed = 0; seed < 20; seed++) {
      const matrix = mixingMatrix([seed, n], n);
      const { values } = svd(matrix, n, n);
      expect(values[0] / values[n - 1]).toBeLessThan(n <= 10 ? 2 * n + 2 : 3 * n);
      for (const weight of matrix) expect(Math.abs(weight)).toBeGreaterThanOrEqual(0.4);
    }
});

describe("voices", () => {
  const table = voices.generate([3, 0], { voices: 3, seconds: 2, noise: 0 } as never);
  const voice = (j: number) =>
    Float64Array.from(
      { length: table.rows },
      (_, r) => (table.factors as NonNullable<Table["factors"]>).values[3 * r + j],
    );

  test("are as loud as each other, peaked, nearly uncorrelated, and pause now and then", () => {
    expect([table.rows, table.columns, table.rate]).toEqual([16_000, 3, 8000]);
    for (let j = 0; j < 3; j++) {
      const sound = voice(j);
      const power = sound.reduce((sum, x) => sum + x * x, 0) / sound.length;
      expect(power).toBeCloseTo(0.01, 10);
      expect(sound.reduce((sum, x) => sum + x ** 4, 0) / sound.length / power ** 2).toBeGreaterThan(4);
      const windows = Array.from(
        { length: 200 },
        (_, w) => sound.subarray(80 * w, 80 * w + 80).reduce((s, x) => s + x * x, 0) / 80,
      );
      expect(windows.filter((energy) => energy < 0.02 * power).length).toBeGreaterThan(8);
      for (let k = 0; k < j; k++) {
        const other = voice(k);
        const product = sound.reduce((sum, x, r) => sum + x * other[r], 0) / sound.length / 0.01;
        expect(Math.abs(product)).toBeLessThan(0.05);
      }
    }
  });

  test("repeat themselves at the pitch of their speaker while they are voiced", () => {
    for (const [j, pitch] of [108, 205, 146].entries()) {
      const sound = voice(j);
      const [from, to] = [Math.floor(8000 / (1.4 * pitch)), Math.ceil(8000 / (0.65 * pitch))];
      // Two periods: over more of them the melody of speech has moved on.
      const length = Math.round(16_000 / pitch);
      let [loud, periodic] = [0, 0];
      for (let start = 0; start + 640 < sound.length; start += 320) {
        const frame = sound.subarray(start, start + length);
        const energy = frame.reduce((sum, x) => sum + x * x, 0);
        if (energy < length * 0.01) continue;
        loud++;
        const at = (lag: number) => {
          const later = sound.subarray(start + lag, start + lag + length);
          const size = Math.sqrt(energy * later.reduce((sum, x) => sum + x * x, 0));
          return frame.reduce((sum, x, r) => sum + x * later[r], 0) / size;
        };
        const lags = Array.from({ length: to - from + 1 }, (_, i) => from + i);
        if (Math.max(...lags.map(at)) > 0.7) periodic++;
      }
      expect(loud).toBeGreaterThan(8);
      expect(periodic / loud).toBeGreaterThan(0.6);
    }
  });
});
