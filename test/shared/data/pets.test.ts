import { describe, expect, test } from "vitest";
import { catsDogs, PET_SIDE } from "../../../shared/data/generators/cats-dogs.ts";
import { SCENE, SCENE_FACTORS } from "../../../shared/data/generators/scene-factors.ts";
import { scenes } from "../../../shared/data/generators/scenes.ts";
import type { Table } from "../../../shared/data/table.ts";

const pets = (params: object, seed = 3) =>
  catsDogs.generate([seed, 0], { count: 200, classes: 2, variation: 1, ...params } as never);
const scenesOf = (params: object, seed = 3) =>
  scenes.generate([seed, 0], { count: 20, things: 0, variation: 1, ...params } as never);

const row = ({ values, columns }: Table, n: number) => values.subarray(n * columns, (n + 1) * columns);
const known = ({ factors }: Table, n: number) => {
  const { names, values } = factors as NonNullable<Table["factors"]>;
  return Object.fromEntries(names.map((name, j) => [name, values[n * names.length + j]]));
};
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, x) => sum + x, 0) / values.length;
const deviation = (values: ArrayLike<number>) => {
  const middle = mean(values);
  return Math.sqrt(mean(Array.from(values, (x) => (x - middle) ** 2)));
};

describe("cats and dogs", () => {
  test("are as many of each within chance, and each picture depends on key and number alone", () => {
    const table = pets({});
    expect(table.image).toEqual({ width: PET_SIDE, height: PET_SIDE, channels: 3 });
    expect(table.classes).toEqual(["cat", "dog"]);
    const dogs = table.labels?.reduce((sum, label) => sum + label, 0) ?? 0;
    expect(Math.abs(dogs - 100)).toBeLessThan(4 * Math.sqrt(50));
    expect(pets({ count: 20 }).values).toEqual(table.values.subarray(0, 20 * table.columns));
    expect(pets({ count: 20 }, 4).values).not.toEqual(pets({ count: 20 }).values);
    const texts = Array.from({ length: table.rows }, (_, n) => row(table, n).join());
    expect(new Set(texts).size).toBe(table.rows);
  });

  test("are told apart by neither light nor colour", () => {
    const table = pets({ count: 600 });
    for (const k of [0, 1, 2]) {
      const shades = [0, 1].map((label) =>
        Array.from({ length: table.rows }, (_, n) => n)
          .filter((n) => table.labels?.[n] === label)
          .map((n) => mean(row(table, n).filter((_, i) => i % 3 === k))),
      );
      // The means of the classes differ by less than a third of what pictures of one class differ.
      expect(Math.abs(mean(shades[0]) - mean(shades[1]))).toBeLessThan(deviation(shades[0]) / 3);
    }
  });

  test("without variation there is one cat and one dog, which differ where the animal is, not behind it", () => {
    const table = pets({ count: 20, variation: 0 });
    const faces = new Map<string, number>();
    for (let n = 0; n < table.rows; n++) faces.set(row(table, n).join(), n);
    expect(faces.size).toBe(2);
    const [one, other] = [...faces.values()].map((n) => row(table, n));
    const differs = (x: number, y: number) => one[3 * (y * PET_SIDE + x)] !== other[3 * (y * PET_SIDE + x)];
    expect([differs(0, 0), differs(31, 0), differs(8, 6), differs(16, 21)]).toEqual([false, false, true, true]);
    const { x, y, turn, pose } = known(table, 0);
    expect([x, y, turn, pose]).toEqual([16, 16, 0, 0]);
  });

  test("poses and places vary as stated; a third class shows neither", () => {
    const table = pets({ count: 300, classes: 3 });
    expect(table.classes).toEqual(["cat", "dog", "neither"]);
    const all = Array.from({ length: table.rows }, (_, n) => known(table, n));
    for (const one of all) {
      expect(Math.abs(one.x - 16)).toBeLessThanOrEqual(2.6);
      expect(Math.abs(one.turn)).toBeLessThanOrEqual(0.055);
      expect(one.size / 32).toBeGreaterThanOrEqual(0.84);
      expect(one.size / 32).toBeLessThan(1.12);
    }
    const animals = all.filter(({ class: label }) => label < 2);
    const sitting = animals.filter(({ pose }) => pose === 1).length;
    expect(Math.abs(sitting - 0.4 * animals.length)).toBeLessThan(4 * Math.sqrt(0.24 * animals.length));
    expect(Array.from(table.labels ?? [])).toEqual(all.map((one) => one.class));
    // Outlines and features: a picture of an animal has more edges than one of things.
    const edges = (n: number) => {
      const picture = row(table, n);
      return mean(Array.from(picture.subarray(3), (value, i) => Math.abs(value - picture[i])));
    };
    const by = (isAnimal: boolean) => mean(all.flatMap((one, n) => (one.class < 2 === isAnimal ? [edges(n)] : [])));
    expect(by(true)).toBeGreaterThan(1.5 * by(false));
  });
});

describe("scenes", () => {
  test("have two to four animals in squares that lie within and do not overlap", () => {
    const table = scenesOf({ count: 100 });
    expect(table.image).toEqual({ width: SCENE.width, height: SCENE.height, channels: 3 });
    expect(table.factors?.names).toEqual(SCENE_FACTORS);
    const counts = new Set<number>();
    for (let n = 0; n < table.rows; n++) {
      const one = known(table, n);
      counts.add(one.animals);
      for (let i = 1; i <= SCENE.most; i++) {
        const at = (j: number) => [one[`x${j}`], one[`y${j}`], one[`side${j}`]] as const;
        const [x, y, side] = at(i);
        if (i > one.animals) {
          expect([one[`class${i}`], x, y, side]).toEqual([-1, -1, -1, -1]);
          continue;
        }
        expect(Math.min(x, y, SCENE.width - x, SCENE.height - y)).toBeGreaterThanOrEqual(side / 2 - 1e-9);
        for (let j = 1; j < i; j++) {
          const [u, v, other] = at(j);
          expect(Math.max(Math.abs(x - u), Math.abs(y - v))).toBeGreaterThanOrEqual((side + other) / 2);
        }
      }
    }
    expect([...counts].sort()).toEqual([2, 3, 4]);
  });

  test("the animals are where they are said to be", () => {
    const table = scenesOf({});
    for (let n = 0; n < table.rows; n++) {
      const one = known(table, n);
      const picture = row(table, n);
      const [inside, outside]: [number[], number[]] = [[], []];
      for (let y = 0; y < SCENE.height; y++)
        for (let x = 1; x < SCENE.width; x++) {
          const at = 3 * (y * SCENE.width + x);
          const isWithin = (part: number) =>
            [1, 2, 3, 4].some((i) => {
              const away = Math.max(Math.abs(x - one[`x${i}`]), Math.abs(y - one[`y${i}`]));
              return i <= one.animals && away < (part * one[`side${i}`]) / 2;
            });
          const step = Math.abs(picture[at] - picture[at - 3]);
          if (isWithin(0.7)) inside.push(step);
          else if (!isWithin(1.25)) outside.push(step);
        }
      // Without things there is nothing but wall and grain between the animals.
      expect(mean(inside)).toBeGreaterThan(1.8 * mean(outside));
      expect(Math.max(...outside)).toBeLessThan(40);
    }
  });

  test("depend on key and number alone; other things leave the animals where they are", () => {
    const table = scenesOf({});
    expect(scenesOf({ count: 3 }).values).toEqual(table.values.subarray(0, 3 * table.columns));
    expect(scenesOf({ things: 8 }).factors).toEqual(table.factors);
    expect(scenesOf({ things: 8 }).values).not.toEqual(table.values);
  });
});
