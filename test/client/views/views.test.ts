import * as Plot from "@observablehq/plot";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { locale } from "../../../client/i18n/locale.ts";
import { blank, dab, stroke } from "../../../client/views/brush.ts";
import { chartColumns, isWhole, type Mark, thin, undrawn } from "../../../client/views/chart-spec.ts";
import { toCsv } from "../../../client/views/export.ts";
import { legendOf } from "../../../client/views/live-line.tsx";
import { colorTable, mapColor, valueRange } from "../../../client/views/palette.ts";
import { gridLayout, paint } from "../../../client/views/pixels.ts";
import { binned } from "../../../client/views/plot.ts";
import { decades, roundTicks, tickText, tickTexts } from "../../../client/views/ticks.ts";
import { noteWithUndrawn } from "../../../client/views/undrawn.ts";

describe("palette", () => {
  test("viridis is matplotlib's to within 3 of 255", () => {
    const table = colorTable("viridis");
    const scale = Plot.scale({ color: { type: "linear", domain: [0, 1], scheme: "viridis" } });
    for (let i = 0; i < 256; i++) {
      const hex = Number.parseInt(scale.apply(i / 255).slice(1), 16);
      for (let c = 0; c < 3; c++)
        expect(Math.abs(table[3 * i + c] - ((hex >> (16 - 8 * c)) & 255))).toBeLessThanOrEqual(3);
    }
  });
  test("a diverging map has near-white at zero and a range about it", () => {
    expect(valueRange([-1, 3], "diverging")).toEqual([-3, 3]);
    const middle = mapColor("diverging", 0.5).match(/\d+/g)?.map(Number) ?? [];
    expect(Math.min(...middle)).toBeGreaterThan(240);
  });
  test("bytes span 0–255, floats their finite values", () => {
    expect(valueRange(Uint8Array.of(3, 9), "grey")).toEqual([0, 255]);
    expect(valueRange([Number.NaN, 2, 5], "viridis")).toEqual([2, 5]);
    expect(valueRange([], "viridis")).toEqual([0, 1]);
  });
});

describe("pixels", () => {
  test("paints grey levels and leaves NaN transparent", () => {
    const pixels = paint([0, 0.5, 1, Number.NaN], 0, { width: 2, height: 2 }, "grey", [0, 1]);
    expect([...pixels.slice(0, 4)]).toEqual([0, 0, 0, 255]);
    expect([...pixels.slice(8, 12)]).toEqual([255, 255, 255, 255]);
    expect(pixels[15]).toBe(0);
  });
  test("a grid fits its box at the largest whole-number scale", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 100, max: 900 }),
        fc.integer({ min: 100, max: 600 }),
        (count, width, height) => {
          const shape = { width: 8, height: 8 };
          const { columns, rows, scale } = gridLayout(count, shape, width, height, 4);
          expect(columns * rows).toBeGreaterThanOrEqual(count);
          expect(Number.isInteger(scale)).toBe(true);
          const fits = (s: number, c: number) =>
            c * 8 * s + 4 * (c - 1) <= width && Math.ceil(count / c) * 8 * s + 4 * (Math.ceil(count / c) - 1) <= height;
          if (fits(1, columns)) {
            expect(fits(scale, columns)).toBe(true);
            for (let c = 1; c <= count; c++) expect(fits(scale + 1, c)).toBe(false);
          }
        },
      ),
    );
  });
});

describe("chart", () => {
  test("a thinned line keeps its ends and extremes, in order", () => {
    const y = Float64Array.from({ length: 10_000 }, (_, i) => Math.sin(i / 300));
    y[5431] = 40;
    const kept = [...thin(y, 200)];
    expect(kept.length).toBeLessThanOrEqual(203);
    expect(kept[0]).toBe(0);
    expect(kept.at(-1)).toBe(9999);
    expect(kept).toContain(5431);
    for (let i = 1; i < kept.length; i++) expect(kept[i]).toBeGreaterThan(kept[i - 1]);
    expect([...thin([3, 4], 200)]).toEqual([0, 1]);
  });
  test("columns share x, pad short marks and name repeats", () => {
    const columns = chartColumns({
      x: { label: "step" },
      y: { label: "loss", unit: "nats" },
      marks: [
        { kind: "line", y: [1, 2, 3] },
        { kind: "line", y: [4, 5, 6] },
        { kind: "rule", y: 7, label: "truth" },
      ],
    });
    expect(columns.map(({ name }) => name)).toEqual(["step", "loss (nats)", "loss (nats) 2", "truth"]);
    expect([...(columns[3].values as Float64Array)]).toEqual([7, Number.NaN, Number.NaN]);
  });
  test("a logarithmic axis says how many points it leaves out", () => {
    const marks: readonly Mark[] = [
      { kind: "line", y: [1, 0, -2, Number.NaN, Number.POSITIVE_INFINITY, 3] },
      { kind: "points", x: [0, 1, -1], y: [1, 0, -1] },
      { kind: "band", low: [0, 1], high: [2, 3] },
      { kind: "rule", y: 0 },
    ];
    const count = (x: boolean, y: boolean) => undrawn({ x: { label: "x", log: x }, y: { label: "y", log: y }, marks });
    expect(count(false, false)).toBe(0);
    // Two of the line, two of the points, one of the band. What is not finite is a gap by intent.
    expect(count(false, true)).toBe(5);
    // Of the points alone: lines and bands without x stand at 0, 1, … by themselves.
    expect(count(true, false)).toBe(2);
    // A point that has neither logarithm is one point.
    expect(count(true, true)).toBe(6);
  });
  test("the note of a figure says so, in the reader's language", () => {
    const spec = (y: number[]) => ({
      x: { label: "x" },
      y: { label: "y", log: true },
      marks: [{ kind: "line" as const, y }],
    });
    expect(noteWithUndrawn("of each step", spec([2, 1]))).toEqual({ note: "of each step" });
    expect(noteWithUndrawn(undefined, spec([2, 1]))).toEqual({});
    locale.value = "en";
    expect(noteWithUndrawn("of each step", spec([2, 0, -1])).note).toBe(
      "of each step · zero or negative values, which have no logarithm, not drawn: 2",
    );
    locale.value = "es";
    expect(noteWithUndrawn(undefined, spec([0])).note).toBe(
      "valores nulos o negativos, sin logaritmo, que no se dibujan: 1",
    );
  });
  test.each([2, -3, 0])("a histogram of values that differ by rounding alone is one bar about them: %d", (value) => {
    const values = Float64Array.from({ length: 50 }, (_, i) => value * (1 + (i % 3) * Number.EPSILON));
    const { edges, heights } = binned(values, undefined, false);
    expect(heights).toEqual([50]);
    expect((edges[0] + edges[1]) / 2).toBeCloseTo(value, 12);
    const [area] = binned(values, undefined, true).heights;
    expect(area * (edges[1] - edges[0])).toBeCloseTo(1, 12);
  });

  test("a histogram counts everything, and as a density has area 1", () => {
    const values = Float64Array.from({ length: 1000 }, (_, i) => (i * 7919) % 1000);
    const counts = binned(values, undefined, false);
    expect(counts.heights.reduce((a, b) => a + b)).toBe(1000);
    const { edges, heights } = binned(values, 13, true);
    expect(heights.reduce((area, h, i) => area + h * (edges[i + 1] - edges[i]), 0)).toBeCloseTo(1, 9);
  });
  test("ticks are round and within the range", () => {
    expect(roundTicks(0, 1)).toEqual([0, 0.5, 1]);
    expect(roundTicks(-3, 17)).toEqual([0, 5, 10, 15]);
    // Of the step that suits best, 5, one alone would lie in it.
    expect(roundTicks(0.5, 8.5, 3)).toEqual([2, 4, 6, 8]);
    // Ends that differ in their last bits alone.
    expect(roundTicks(3.37, 3.37 + 2 ** -51).length).toBeLessThan(10);
  });
  test("the names of lines stand beside that of the axis, under it, or in rows that are no wider than the figure", () => {
    const names = ["tabla de orden 3", "la red, con memoria", "entrenamiento", "", "prueba"];
    const size = (label: string) => 7 * label.length;
    const at = (width: number) => {
      const { rows, above } = legendOf(
        names.map((label) => ({ label })),
        size,
        "Bits por carácter",
        width,
      );
      return { above, rows: rows.map((row) => row.map(({ label }) => label)) };
    };
    const all = names.filter((label) => label !== "");
    expect(at(900)).toEqual({ above: 0, rows: [all] });
    expect(at(480)).toEqual({ above: 1, rows: [all] });
    expect(at(358)).toEqual({ above: 1, rows: [all.slice(0, 2), all.slice(2)] });
    // A name that is wider than all has a row.
    expect(at(100).rows).toEqual(all.map((label) => [label]));
    expect(legendOf([{ label: "" }], size, "Bits", 10)).toEqual({ above: 0, rows: [[]] });
  });
  test("what counts has whole ticks, be it one alone", () => {
    expect(roundTicks(0.5, 1.5, 3, true)).toEqual([1]);
    expect(roundTicks(0.5, 2.5, 9, true)).toEqual([1, 2]);
    expect(roundTicks(0.5, 3.5, 3, true)).toEqual([1, 2, 3]);
    expect(roundTicks(1, 4.4, 3, true)).toEqual([2, 4]);
    expect(roundTicks(0, 3000, 4, true)).toEqual(roundTicks(0, 3000, 4));
    fc.assert(
      fc.property(
        fc.float({ min: 0, max: 50, noNaN: true }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 2, max: 9 }),
        (low, span, about) => {
          expect(roundTicks(low, low + span, about, true).every(Number.isInteger)).toBe(true);
        },
      ),
    );
    // Beside the repeats, the line of their mean from end to end.
    expect(isWhole({ label: "repeat", domain: [0.5, 3.5] }, [[0.5, 3.5], [1], [2]])).toBe(true);
    expect(isWhole({ label: "epoch", domain: [0, 3] }, [[0, 0.5, 1]])).toBe(false);
    expect(isWhole({ label: "share", whole: false }, [[0, 1]])).toBe(false);
  });
  test("powers of ten on a logarithmic axis, no more than fit", () => {
    expect(decades([0.02, 30])).toEqual([0.1, 1, 10]);
    expect(decades([3e-9, 2], 3)).toEqual([1e-6, 1e-3, 1]);
    expect(decades([2e-12, 5], 4)).toHaveLength(4);
    expect(decades([2, 5])).toEqual([2, 5]);
    expect(decades([0.0019, 0.061])).toEqual([0.002, 0.005, 0.01, 0.02, 0.05]);
    expect(decades([2.2, 4])).toEqual([2.5, 3, 3.5, 4]);
    expect(decades([1.003, 1.052])).toEqual([1.02, 1.04]);
  });
});

describe("csv", () => {
  test("quotes what needs it, leaves NaN empty and writes what is infinite, disarms formulas", () => {
    const csv = toCsv([
      { name: 'a "b", c', values: [1.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] },
      { name: "t", values: ["=1+1", "x\ny", 2, 3] },
    ]);
    expect(csv).toBe('"a ""b"", c",t\r\n1.5,\'=1+1\r\n,"x\ny"\r\nInfinity,2\r\n-Infinity,3\r\n');
  });
});

describe("brush", () => {
  test("a dab inks its middle, leaves what is far, and can be erased", () => {
    const drawn = dab(blank(9, 9), 4.5, 4.5, 2, 1);
    expect(drawn.values[4 * 9 + 4]).toBe(1);
    expect(drawn.values[0]).toBe(0);
    const erased = dab(drawn, 4.5, 4.5, 4, 0);
    expect(erased.values[4 * 9 + 4]).toBe(0);
  });
  test("a stroke has no gaps and does not change what it was given", () => {
    const before = blank(20, 5);
    const drawn = stroke(before, [1.5, 2.5], [18.5, 2.5], 1.5, 1);
    for (let x = 2; x < 18; x++) expect(drawn.values[2 * 20 + x]).toBeGreaterThan(0.9);
    expect(before.values.every((v) => v === 0)).toBe(true);
  });
});

test("the numbers of an axis have room beside it, however large or small they are", () => {
  const texts = [0, 0.05, 1200, 2.5e6, 3e14, 5e35, -5e35].map((value) => tickText(value, "es"));
  expect(texts).toEqual(["0", "0,05", "1200", "2,5\u00a0M", "300\u00a0B", "5E35", "−5E35"]);
  expect(tickText(1e-9, "en", true)).toBe("1E−9");
  expect([0.0012, 3.5e-5, -3.5e-5].map((value) => tickText(value, "en"))).toEqual(["0.0012", "3.5E−5", "−3.5E−5"]);
  for (let power = -3; power < 308; power++) expect(tickText(10 ** power, "es").length).toBeLessThanOrEqual(9);
});

test("ticks that lie close together have digits that tell them apart", () => {
  expect(tickTexts(roundTicks(0.82336, 0.82362), "es")).toEqual(["0,8234", "0,8235", "0,8236"]);
  expect(tickTexts(roundTicks(0.82337, 0.8236, 8), "en")).toEqual(["0.8234", "0.82345", "0.8235", "0.82355", "0.8236"]);
  expect(tickTexts([0, 1000, 2000], "es")).toEqual(["0", "1000", "2000"]);
  // More digits than there is room for are not written.
  for (const text of tickTexts([1 / 3, 1 / 3 + 1e-12], "en")) expect(text.length).toBeLessThanOrEqual(9);
});
