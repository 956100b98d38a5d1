import { describe, expect, test } from "vitest";
import { drawShape, FORMS, SHAPE_RANGES, SHAPE_SIDE } from "../../../shared/data/generators/shape-drawing.ts";
import { shapes } from "../../../shared/data/generators/shapes.ts";
import type { Table } from "../../../shared/data/table.ts";

const ALL = { x: true, y: true, scale: true, rotation: true, brightness: true, light: true, hue: true };
const NONE = { x: false, y: false, scale: false, rotation: false, brightness: false, light: false, hue: false };
const generate = (params: object, seed = 7) =>
  shapes.generate([seed, 0], { count: 400, forms: "all", colour: true, ...ALL, ...params } as never);

const row = ({ values, columns }: Table, n: number) => values.subarray(n * columns, (n + 1) * columns);
const columnsOf = ({ factors, rows }: Table): Record<string, readonly number[]> => {
  const { names, values } = factors as NonNullable<Table["factors"]>;
  const column = (j: number) => Array.from({ length: rows }, (_, n) => values[n * names.length + j]);
  return Object.fromEntries(names.map((name, j) => [name, column(j)]));
};
const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
const correlation = (a: readonly number[], b: readonly number[]) => {
  const [x, y] = [mean(a), mean(b)];
  const along = (f: (n: number) => number) => a.reduce((sum, _, n) => sum + f(n), 0);
  const both = along((n) => (a[n] - x) * (b[n] - y));
  return both / Math.sqrt(along((n) => (a[n] - x) ** 2) * along((n) => (b[n] - y) ** 2));
};

const middle = Object.fromEntries(Object.entries(SHAPE_RANGES).map(([name, { held }]) => [name, held]));
/** Where the light of a grey picture lies on average, in pixels, and how much there is. */
function lightOf(factors: object): readonly [x: number, y: number, sum: number] {
  const picture = new Uint8Array(SHAPE_SIDE * SHAPE_SIDE);
  drawShape(picture, { ...middle, ...factors } as never, 1);
  let [sum, x, y] = [0, 0, 0];
  for (const [i, value] of picture.entries()) {
    sum += value;
    x += value * ((i % SHAPE_SIDE) + 0.5);
    y += value * (Math.floor(i / SHAPE_SIDE) + 0.5);
  }
  return [x / sum, y / sum, sum];
}

describe("shapes", () => {
  test("factors are independent, and uniform over their ranges", () => {
    const table = generate({ count: 2000 });
    const columns = columnsOf(table);
    expect(Object.keys(columns)).toEqual(["form", "x", "y", "scale", "rotation", "brightness", "light", "hue"]);
    const all = Object.entries(columns);
    for (const [name, values] of all) {
      const { low, high } = SHAPE_RANGES[name as keyof typeof SHAPE_RANGES];
      expect(Math.min(...values)).toBeGreaterThanOrEqual(low);
      expect(Math.max(...values)).toBeLessThanOrEqual(high);
      // Quarters of the range hold a quarter each, within 4 standard deviations: √(2000·3/16) = 19.4.
      const quarters = [0, 0, 0, 0];
      const width = name === "form" ? 1 : (high - low) / 4;
      for (const value of values) quarters[Math.floor((value - low) / width)]++;
      for (const count of quarters) expect(Math.abs(count - 500)).toBeLessThan(78);
      // Of independent columns a correlation has the standard deviation 1/√2000.
      for (const [other, others] of all)
        if (other !== name) expect(Math.abs(correlation(values, others))).toBeLessThan(4 / Math.sqrt(2000));
    }
    expect(table.classes).toEqual(FORMS);
    expect(Object.keys(shapes.classes ?? {})).toEqual([...FORMS]);
    expect(Array.from(table.labels ?? [])).toEqual(columns.form);
  });

  test("what does not vary is held, and leaves the other factors as they were", () => {
    const all = columnsOf(generate({}));
    for (const name of ["x", "y", "scale", "rotation", "brightness", "light", "hue"] as const) {
      const { [name]: held, ...others } = columnsOf(generate({ [name]: false }));
      const { [name]: _, ...before } = all;
      expect(new Set(held)).toEqual(new Set([SHAPE_RANGES[name].held]));
      expect(others).toEqual(before);
    }
    const cars = generate({ forms: "car" });
    expect(new Set(columnsOf(cars).form)).toEqual(new Set([FORMS.indexOf("car")]));
    expect([cars.classes, new Set(cars.labels)]).toEqual([["car"], new Set([0])]);
    const still = generate({ ...NONE, count: 40 });
    expect(new Set(Array.from({ length: 40 }, (_, n) => row(still, n).join())).size).toBe(FORMS.length);
  });

  test("every factor that varies alone gives pictures that differ, in colour and in grey", () => {
    for (const colour of [true, false])
      for (const forms of FORMS)
        for (const name of ["x", "y", "scale", "rotation", "brightness", "light", "hue"] as const) {
          if (name === "hue" && !colour) continue;
          const table = generate({ ...NONE, count: 10, colour, forms, [name]: true });
          expect(table.image).toEqual({ width: 32, height: 32, channels: colour ? 3 : 1 });
          const pictures = new Set(Array.from({ length: 10 }, (_, n) => row(table, n).join()));
          expect([forms, name, pictures.size]).toEqual([forms, name, 10]);
        }
  });

  test("place, size, brightness and light are as stated, whole within the picture", () => {
    for (const [form] of FORMS.entries()) {
      const [x, y, sum] = lightOf({ form });
      const [right] = lightOf({ form, x: 21 });
      const [, down] = lightOf({ form, y: 11 });
      // Moved by whole pixels, the picture is the same one elsewhere; a byte is rounded.
      expect(right - x).toBeCloseTo(5, 6);
      expect(down - y).toBeCloseTo(-5, 6);
      // Area grows as the square; edges are half a pixel soft.
      expect(lightOf({ form, scale: 8 })[2] / lightOf({ form, scale: 4.5 })[2]).toBeGreaterThan(2.6);
      expect(lightOf({ form, scale: 8 })[2] / lightOf({ form, scale: 4.5 })[2]).toBeLessThan(3.7);
      if (FORMS[form] !== "car") expect(lightOf({ form, brightness: 0.45 })[2] / sum).toBeLessThan(0.65);
      // The side from which light comes is the brighter one.
      expect(lightOf({ form, light: 1 })[0]).toBeGreaterThan(x + 0.2);
      expect(lightOf({ form, light: -1 })[0]).toBeLessThan(x - 0.2);
    }
    const table = generate({ colour: false, count: 1000 });
    for (let n = 0; n < table.rows; n++) {
      const picture = row(table, n);
      const border = Array.from({ length: SHAPE_SIDE }, (_, i) => [picture[i], picture[SHAPE_SIDE * i]]).flat();
      expect(Math.max(...border)).toBeLessThan(128);
    }
  });

  test("pictures depend on key and number alone", () => {
    const table = generate({});
    expect(generate({ count: 10 }).values).toEqual(table.values.subarray(0, 10 * table.columns));
    expect(generate({ count: 10 }, 8).values).not.toEqual(generate({ count: 10 }).values);
  });
});
