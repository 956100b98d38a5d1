import { describe, expect, test } from "vitest";
import { deadLeaves } from "../../../shared/data/generators/dead-leaves.ts";

const generate = (params: object) =>
  deadLeaves.generate([7, 3], {
    count: 30,
    side: 64,
    shape: "disks",
    smallest: 8,
    largest: 8,
    ...params,
  } as never);

/** Mean of the disks' covariogram at distance h over radii of density ∝ r⁻³, by the midpoint rule. */
function covariogram(h: number, smallest: number, largest: number): number {
  const overlap = (r: number) => {
    const t = h / (2 * r);
    return t >= 1 ? 0 : r * r * (2 * Math.acos(t) - 2 * t * Math.sqrt(1 - t * t));
  };
  if (smallest === largest) return overlap(smallest);
  let [sum, weights] = [0, 0];
  for (let i = 0; i < 20_000; i++) {
    const r = smallest + ((largest - smallest) * (i + 0.5)) / 20_000;
    sum += overlap(r) / r ** 3;
    weights += 1 / r ** 3;
  }
  return sum / weights;
}

describe("dead leaves", () => {
  test.each([
    { smallest: 8, largest: 8, h: 6 },
    { smallest: 4, largest: 24, h: 4 },
    { smallest: 4, largest: 24, h: 12 },
  ])(
    "grey at distance $h is as correlated as the model says, radii $smallest to $largest",
    ({ smallest, largest, h }) => {
      const { rows, values } = generate({ count: 60, smallest, largest });
      let [sum, squares, products, n] = [0, 0, 0, 0];
      const each: number[] = [];
      for (let row = 0; row < rows; row++) {
        const at = (y: number, x: number) => values[row * 4096 + y * 64 + x] / 255 - 0.5;
        let own = 0;
        for (let y = 0; y < 64; y++) {
          for (let x = 0; x + h < 64; x++) {
            sum += at(y, x);
            squares += at(y, x) ** 2;
            own += at(y, x) * at(y, x + h);
            n++;
          }
        }
        products += own;
        each.push(own / (64 * (64 - h)));
      }
      const variance = 1 / 12;
      // Points share a leaf, hence a grey, with probability γ(h) / (2γ(0) − γ(h)) (Matheron 1968).
      const [near, far] = [covariogram(h, smallest, largest), covariogram(0, smallest, largest)];
      const expected = (variance * near) / (2 * far - near);
      const mean = each.reduce((a, b) => a + b, 0) / rows;
      const error = Math.sqrt(each.reduce((a, b) => a + (b - mean) ** 2, 0) / (rows * (rows - 1)));
      expect(Math.abs(products / n - expected)).toBeLessThan(4 * error);
      expect(error).toBeLessThan(0.1 * variance);
      expect(Math.abs(sum / n)).toBeLessThan(0.05);
      // Edges are averaged, which costs a little variance.
      expect(squares / n).toBeGreaterThan(0.8 * variance);
    },
  );

  test("pictures depend on key and number alone, ellipses have no preferred direction", () => {
    const few = generate({ count: 2, shape: "ellipses", largest: 24 });
    const more = generate({ count: 3, shape: "ellipses", largest: 24 });
    expect(more.values.subarray(0, few.values.length)).toEqual(few.values);
    expect(more.values.subarray(4096, 8192)).not.toEqual(more.values.subarray(0, 4096));
    const { values, rows } = generate({ count: 100, shape: "ellipses", smallest: 4, largest: 16 });
    let [across, down] = [0, 0];
    for (let row = 0; row < rows; row++) {
      for (let y = 0; y < 60; y++) {
        for (let x = 0; x < 60; x++) {
          const i = row * 4096 + y * 64 + x;
          across += (values[i] - values[i + 4]) ** 2;
          down += (values[i] - values[i + 256]) ** 2;
        }
      }
    }
    expect(across / down).toBeGreaterThan(0.95);
    expect(across / down).toBeLessThan(1.05);
  });
});
