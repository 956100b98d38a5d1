import { describe, expect, test } from "vitest";
import { tissue } from "../../../shared/data/generators/tissue.ts";
import type { Table } from "../../../shared/data/table.ts";

const generate = (params: object, seed = 2) =>
  tissue.generate([seed, 0], { count: 200, share: 0.5, difficulty: 0, ...params } as never);

const rowsOf = ({ rows, columns, values, factors }: Table) =>
  Array.from({ length: rows }, (_, n) => {
    const [label, nuclei, radius, irregularity] = factors?.values.subarray(4 * n, 4 * n + 4) ?? [];
    const picture = values.subarray(n * columns, (n + 1) * columns);
    // Hematoxylin takes out red: nuclei are where red is below half.
    const dark = Array.from({ length: columns / 3 }, (_, i) => picture[3 * i]).filter((red) => red < 128).length;
    return { label, nuclei, radius, irregularity, dark };
  });
const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;

describe("tissue", () => {
  test("a lesion has larger and more irregular nuclei; healthy tissue has few, or many that are small", () => {
    const table = generate({});
    expect(table.classes).toEqual(["healthy", "lesion"]);
    expect(tissue.classes && Object.keys(tissue.classes)).toEqual(table.classes);
    expect(table.image).toEqual({ width: 32, height: 32, channels: 3 });
    const rows = rowsOf(table);
    expect(rows.map(({ label }) => label)).toEqual(Array.from(table.labels ?? []));
    const [healthy, lesions] = [0, 1].map((label) => rows.filter((one) => one.label === label));
    // Radii of a lesion are uniform within 3·(1 ± 0.6): the mean of eight deviates by 0.37.
    expect(Math.abs(mean(lesions.map(({ radius }) => radius)) - 3)).toBeLessThan(0.15);
    expect(Math.max(...healthy.map(({ radius }) => radius))).toBeLessThan(2.5);
    expect(Math.min(...lesions.map(({ irregularity }) => irregularity))).toBeGreaterThan(0.1);
    const small = healthy.filter(({ radius }) => radius < 1.97);
    expect(Math.abs(small.length / healthy.length - 0.4)).toBeLessThan(4 * Math.sqrt(0.24 / healthy.length));
    expect(mean(small.map(({ nuclei }) => nuclei))).toBeGreaterThan(2 * mean(lesions.map(({ nuclei }) => nuclei)));
  });

  test("how dark a picture is does not tell: the classes differ by less than pictures of one class do", () => {
    const rows = rowsOf(generate({}));
    const dark = (label: number) => rows.filter((one) => one.label === label).map((one) => one.dark);
    const spread = Math.sqrt(mean(dark(0).map((one) => (one - mean(dark(0))) ** 2)));
    expect(Math.abs(mean(dark(1)) - mean(dark(0)))).toBeLessThan(spread);
  });

  test("the share of lesions is as asked; a difficult lesion resembles healthy tissue", () => {
    const rows = rowsOf(generate({ count: 600, share: 0.2, difficulty: 1 }));
    const lesions = rows.filter(({ label }) => label === 1);
    expect(Math.abs(lesions.length - 120)).toBeLessThan(4 * Math.sqrt(600 * 0.16));
    // Four fifths of the way from 3 back to 2.2.
    expect(Math.abs(mean(lesions.map(({ radius }) => radius)) - 2.36)).toBeLessThan(0.1);
  });

  test("pictures depend on key and number alone", () => {
    const table = generate({});
    expect(generate({ count: 10 }).values).toEqual(table.values.subarray(0, 10 * table.columns));
    expect(generate({ count: 10 }, 3).values).not.toEqual(generate({ count: 10 }).values);
  });
});
