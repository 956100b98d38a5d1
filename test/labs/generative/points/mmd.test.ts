import { describe, expect, test } from "vitest";
import type { Arrays } from "../../../../shared/arrays.ts";
import { medianBandwidth, squaredMmd } from "../../../../shared/labs/generative/points/mmd.ts";
import { permutationTesting, testSteps } from "../../../../shared/labs/generative/points/permutation.ts";
import type { Device } from "../../../../shared/labs/lab.ts";
import { fillNormal, foldIn, permutation } from "../../../../shared/random/index.ts";
import type { Key } from "../../../../shared/random/key.ts";
import { type Cut, inOnePiece, runTasks } from "../../../run.ts";

const normals = (key: Key, rows: number, columns = 2, moved = 0): Float32Array => {
  const values = new Float64Array(rows * columns);
  fillNormal(key, 0, values);
  return Float32Array.from(values, (x) => x + moved);
};

interface Tested {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly columns: number;
  readonly permutations: number;
}

/** The process, as a plan would run it. */
function test95(compared: Tested, key: Key = [1, 1], device: Device = "wasm", cut: Cut = inOnePiece): Arrays {
  const opener = permutationTesting(() => compared);
  const lab = { open: (task: never, ...rest: never[]) => opener.open(task, ...(rest as unknown as [never])) };
  const rows = (compared.x.length + compared.y.length) / compared.columns;
  const task = { id: "test", kind: "test", key, steps: testSteps(rows), params: {} };
  return runTasks(lab as never, [task], { data: null, device, cut }).output("test") as Arrays;
}

describe("maximum mean discrepancy", () => {
  test("of two rows each is what the formula says", () => {
    // Kernels of squared distances 1 and 4 within, 9, 25, 4, 16 across, for h = 1.
    const k = (square: number) => Math.exp(-square / 2);
    const found = squaredMmd([0, 1], [3, 5], 1, 1);
    expect(found).toBeCloseTo(k(1) + k(4) - (2 * (k(9) + k(25) + k(4) + k(16))) / 4, 12);
  });

  test("the bandwidth is the median distance of both samples together", () => {
    expect(medianBandwidth([0, 1], [3], 1)).toBe(2);
    expect(medianBandwidth([0, 0], [0], 1)).toBe(1e-6);
  });

  test("estimates the squared discrepancy of two normals without bias", () => {
    // E k over x ~ N(0, 1), y ~ N(d, 1) in one dimension: h/√(h² + 2) · exp(−d²/2(h² + 2)).
    const [d, h] = [1, 1.5];
    const across = (shift: number) => (h / Math.sqrt(h * h + 2)) * Math.exp((-shift * shift) / 2 / (h * h + 2));
    const truth = 2 * across(0) - 2 * across(d);
    const found = Array.from({ length: 60 }, (_, s) =>
      squaredMmd(normals([s, 1], 40, 1), normals([s, 2], 60, 1, d), 1, h),
    );
    const mean = found.reduce((sum, x) => sum + x, 0) / found.length;
    const deviation = Math.sqrt(found.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (found.length - 1));
    expect(Math.abs(mean - truth)).toBeLessThan((4 * deviation) / Math.sqrt(found.length));
  });
});

describe("permutation test", () => {
  const x = normals([3, 1], 70);
  const y = normals([3, 2], 230, 2, 0.2);
  const compared = { x, y, columns: 2, permutations: 39 };

  test("the estimate, and that of each permutation, are those of the formula in float64", () => {
    const { mmd, null: chance, bandwidth } = test95(compared);
    const h = bandwidth.values[0];
    expect(h).toBe(medianBandwidth(x, y, 2));
    // Sums of 300 kernels in float32: an error below 1e-6 of the kernel's mean.
    expect(Math.abs(mmd.values[0] - squaredMmd(x, y, 2, h))).toBeLessThan(1e-6);
    const pooled = Float32Array.of(...x, ...y);
    const dealt = (rows: Uint32Array) =>
      Float32Array.from([...rows].flatMap((row) => [...pooled.subarray(2 * row, 2 * row + 2)]));
    for (const b of [0, 7, 38]) {
      const order = permutation(foldIn([1, 1], b), 300);
      const expected = squaredMmd(dealt(order.subarray(0, 70)), dealt(order.subarray(70)), 2, h);
      expect(Math.abs(chance.values[b] - expected)).toBeLessThan(1e-6);
    }
  });

  test("the same bits on both devices and in pieces", () => {
    const whole = test95(compared);
    expect(test95(compared, [1, 1], "scalar", { slices: [1], reopen: () => true })).toEqual(whole);
    expect(test95(compared, [2, 1]).null).not.toEqual(whole.null);
  });

  test("exceeds the level exactly where p is at most 5 %; finds a difference that is there", () => {
    const far = test95({ ...compared, y: normals([3, 2], 230, 2, 0.6) });
    expect(far.mmd.values[0]).toBeGreaterThan(far.level.values[0]);
    expect(far.p.values[0]).toBe(1 / 40);
    for (const moved of [0, 0.1, 0.15, 0.2]) {
      const { mmd, level, p } = test95({ ...compared, y: normals([3, 2], 230, 2, moved) });
      expect(mmd.values[0] > level.values[0]).toBe(p.values[0] <= 0.05);
    }
  });

  test("rejects one in twenty where both samples come from one distribution", () => {
    const seeds = 300;
    const rejected = Array.from({ length: seeds }, (_, s) =>
      test95({ x: normals([s, 5], 30), y: normals([s, 6], 30), columns: 2, permutations: 19 }, [s, 7]),
    ).filter(({ mmd, level }) => mmd.values[0] > level.values[0]).length;
    // Binomial, p = 0.05.
    expect(Math.abs(rejected - 0.05 * seeds)).toBeLessThan(4 * Math.sqrt(seeds * 0.05 * 0.95));
  });
});
