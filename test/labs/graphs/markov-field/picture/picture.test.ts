import { beforeAll, describe, expect, test } from "vitest";
import { knownRegions } from "../../../../../shared/data/generators/known-regions.ts";
import { fitted } from "../../../../../shared/data/resize.ts";
import type { Table } from "../../../../../shared/data/table.ts";
import { parseParams } from "../../../../../shared/experiment/schema.ts";
import { energyOf } from "../../../../../shared/kernels/grid-labels/index.ts";
import { type Fold, resultArrays } from "../../../../../shared/labs/fold.ts";
import type { MarkovFieldParams } from "../../../../../shared/labs/graphs/markov-field/fields.ts";
import { markovField } from "../../../../../shared/labs/graphs/markov-field/lab.ts";
import type { PictureParams } from "../../../../../shared/labs/graphs/markov-field/picture/fields.ts";
import { fieldOf } from "../../../../../shared/labs/graphs/markov-field/picture/model.ts";
import { methodsOf } from "../../../../../shared/labs/graphs/markov-field/picture/plan.ts";
import { othersChanged, siteOf } from "../../../../../shared/labs/graphs/markov-field/picture/site.ts";
import { thresholded } from "../../../../../shared/labs/graphs/markov-field/picture/threshold.ts";
import { keyOfSeed } from "../../../../../shared/random/index.ts";
import { type Cut, inOnePiece, runTasks } from "../../../../run.ts";

beforeAll(async () => await markovField.ready?.());

const drawn = (drawing: string, width = 40, count = 1): Table =>
  knownRegions.generate(keyOfSeed(1), { drawing, width, count } as never);
const picture = (width: number, height: number, value: (i: number) => number, channels: 1 | 3 = 1): Table => ({
  rows: 1,
  columns: width * height * channels,
  values: Uint8Array.from({ length: width * height * channels }, (_, i) => value(i)),
  image: { width, height, channels },
});

function ran(own: object, data: Table, cut: Cut = inOnePiece) {
  const params = parseParams(markovField.params, { rounds: 8, ...own }, "params") as MarkovFieldParams & PictureParams;
  markovField.check?.(params as never, data);
  const fold = runTasks(markovField, markovField.plan(params as never, data, keyOfSeed(3)), { data, cut });
  const metrics = markovField.measure(fold, { params } as never, data);
  return { params, fold, metrics };
}
const numbersOf = (fold: Fold, task: string, record: string) =>
  Array.from(fold.records(task, record)?.values ?? [], Number);

describe("methods on a picture", () => {
  test("none has less energy than the exact cut; all are better than pixels alone", () => {
    const { params, fold, metrics } = ran({ task: "binary", noise: 0.14, rounds: 30 }, drawn("letters", 64));
    const field = fieldOf(params, fold.output("observe") as never);
    for (const name of methodsOf(params)) {
      expect(metrics[`gap.${name}`]).toBeGreaterThanOrEqual(0);
      expect(metrics[`accuracy.${name}`]).toBeGreaterThan(metrics["accuracy.alone"] + 0.05);
      const labels = fold.output(name)?.labels.values as Uint8Array;
      expect(metrics[`energy.${name}`]).toBe(energyOf(field, labels));
    }
    expect(metrics["gap.cut"]).toBe(0);
    expect(metrics.accuracy).toBe(metrics["accuracy.cut"]);
  });

  test("ICM and moves by cuts never raise the energy, mean field never its bound", () => {
    const { fold } = ran({ task: "segment", classes: 4, noise: 0.1, coupling: 1 }, drawn("slice"));
    for (const [task, record] of [
      ["icm", "energy"],
      ["moves", "energy"],
      ["mean-field", "freeEnergy"],
    ] as const) {
      const told = numbersOf(fold, task, record);
      expect(told).toHaveLength(8);
      for (const [n, value] of told.entries()) if (n > 0) expect(value).toBeLessThanOrEqual(told[n - 1] + 1e-9);
    }
  });

  test("classes are learnt from dark to bright, and noise in greys is taken away", () => {
    const { fold, metrics } = ran({ task: "segment", classes: 3, noise: 0.08 }, drawn("landscape", 64));
    const means = Array.from(fold.output("observe")?.means.values ?? [], Number);
    expect(means).toEqual(means.toSorted((a, b) => a - b));
    expect(metrics.accuracy).toBeGreaterThan(0.9);
    const grey = ran({ task: "grey", noise: 0.1, coupling: 3, truncation: 0.2, levels: 12 }, drawn("still-life"));
    expect(grey.metrics.psnr).toBeGreaterThan(grey.metrics["psnr.alone"] + 4);
    expect(grey.metrics.accuracy).toBeUndefined();
  });

  test("a run cut into pieces, each process opened again, gives the same bytes", () => {
    for (const [task, drawing] of [
      ["binary", "letters"],
      ["grey", "still-life"],
    ]) {
      const own = { task, neighbours: "8", ...(task === "grey" && { levels: 6 }) };
      const whole = ran(own, drawn(drawing, 32));
      const cut = ran(own, drawn(drawing, 32), { slices: [1, 3], reopen: () => true });
      expect(resultArrays(cut.fold)).toEqual(resultArrays(whole.fold));
    }
  });

  test("a coupling of 0 leaves each pixel alone", () => {
    const { fold, params } = ran({ task: "binary", coupling: 0 }, drawn("letters"));
    const alone = fold.output("observe")?.labels;
    for (const name of methodsOf(params)) if (name !== "annealing") expect(fold.output(name)?.labels).toEqual(alone);
  });
});

describe("what decides on a pixel", () => {
  test("does not change with all others than its neighbours, and does with these", () => {
    const { params, fold } = ran({ task: "segment", classes: 3 }, drawn("landscape"));
    const field = fieldOf(params, fold.output("observe") as never);
    const labels = fold.output("icm")?.labels.values as Uint8Array;
    for (const pixel of [0, 39, 615, labels.length - 1]) {
      const before = siteOf(field, labels, pixel);
      const others = othersChanged(field, labels, pixel);
      expect(others.filter((label, i) => label !== labels[i]).length).toBeGreaterThanOrEqual(labels.length - 5);
      expect(siteOf(field, others, pixel)).toEqual(before);
      const near = pixel === 0 ? 1 : pixel - 1;
      const turned = labels.with(near, (labels[near] + 1) % 3);
      expect(siteOf(field, turned, pixel).probabilities).not.toEqual(before.probabilities);
      expect(before.probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    }
  });
});

describe("bad pictures", () => {
  const tasks = ["binary", "grey", "segment"];
  const isWhole = (fold: Fold) =>
    Object.values(resultArrays(fold)).every(({ values }) => Array.from(values, Number).every(Number.isFinite));

  test("a single row, a single column, a constant picture, one without noise: numbers, and no NaN", () => {
    for (const task of tasks)
      for (const [width, height] of [
        [1, 30],
        [30, 1],
      ])
        expect(
          isWhole(
            ran(
              { task, ...(task === "segment" && { classes: 2 }) },
              picture(width, height, (i) => (i < 15 ? 40 : 200 + (i % 3))),
            ).fold,
          ),
        ).toBe(true);
    for (const task of ["binary", "grey"])
      expect(
        isWhole(
          ran(
            { task, noise: 0 },
            picture(8, 8, () => 90),
          ).fold,
        ),
      ).toBe(true);
    expect(
      isWhole(
        ran(
          { task: "segment", classes: 2, noise: 0 },
          picture(8, 8, (i) => (i < 3 ? 255 : 0)),
        ).fold,
      ),
    ).toBe(true);
  });

  test("are refused, or told of, in words", () => {
    const refused = (own: object, data: Table | null) => () =>
      markovField.check?.(parseParams(markovField.params, own, "params") as never, data);
    const flat = picture(8, 8, () => 90);
    expect(refused({ task: "segment", classes: 3 }, flat)).toThrow("classes: 3 (must be at most 1");
    expect(
      refused(
        { task: "segment", classes: 3 },
        picture(8, 8, (i) => i % 2),
      ),
    ).toThrow("classes: 3 (must be at most 2");
    expect(refused({ task: "binary" }, { ...flat, image: undefined } as never)).toThrow("needs a picture");
    expect(
      refused(
        { task: "grey", levels: 24, side: 256 },
        picture(256, 200, (i) => i % 256),
      ),
    ).toThrow("256 × 200 × 24");
    const told = (own: object, data: Table) =>
      markovField.notices?.(parseParams(markovField.params, own, "params") as never, data).map(({ code }) => code);
    expect(told({ task: "binary" }, flat)).toEqual(["constant-picture"]);
    expect(told({ task: "segment" }, drawn("slice", 40, 2))).toEqual(["first-picture"]);
    expect(told({ task: "segment", side: 32 }, drawn("slice"))).toEqual(["picture-reduced"]);
    expect(told({ task: "sample" }, flat)).toEqual([]);
  });

  test("a large one is made smaller, a coloured one segmented in its colours", () => {
    const large = ran(
      { task: "segment", classes: 2, side: 20, rounds: 2 },
      picture(60, 30, (i) => (i % 180 < 90 ? 10 : 240), 3),
    );
    expect(large.fold.output("observe")?.observed.shape).toEqual([10, 20, 3]);
    expect(large.fold.output("observe")?.means.shape).toEqual([2, 3]);
    expect(large.metrics.accuracy).toBeUndefined();
    const grey = ran(
      { task: "binary", rounds: 2 },
      picture(6, 6, (i) => (i * 37) % 256, 3),
    );
    expect(grey.fold.output("observe")?.observed.shape).toEqual([6, 6, 1]);
  });
});

describe("what pictures are made of", () => {
  test("drawings are of their regions, from dark to bright", () => {
    for (const [drawing, regions] of [
      ["letters", 2],
      ["cells", 2],
      ["landscape", 3],
      ["slice", 4],
    ] as const) {
      const { values, regions: of = new Uint8Array() } = drawn(drawing, 96);
      expect(new Set(of).size).toBe(regions);
      const means = Array.from({ length: regions }, (_, region) => {
        const own = Array.from(values).filter((_value, i) => of[i] === region);
        return own.reduce((a, b) => a + b, 0) / own.length;
      });
      expect(means).toEqual(means.toSorted((a, b) => a - b));
    }
    expect(drawn("letters", 40, 2).values.subarray(0, 1200)).toEqual(drawn("letters", 40).values);
  });

  test("Otsu's threshold parts two levels, and leaves one whole", () => {
    expect([...thresholded({ values: Uint8Array.of(10, 12, 200, 11, 190) })]).toEqual([0, 0, 1, 0, 1]);
    expect([...thresholded({ values: Uint8Array.of(7, 7) })]).toEqual([1, 1]);
  });

  test("a picture made smaller keeps its mean; at its own size it stays", () => {
    const values = Uint8Array.from({ length: 48 }, (_, i) => (i * 53) % 256);
    const given = { width: 8, height: 6, channels: 1, values } as const;
    expect(fitted(given, 8, 6).values).toEqual(values);
    expect([...fitted(given, 1, 1).values]).toEqual([Math.round(values.reduce((a, b) => a + b, 0) / 48)]);
    expect([...fitted({ width: 2, height: 1, channels: 1, values: Uint8Array.of(0, 90) }, 1, 1).values]).toEqual([45]);
    expect([...fitted({ width: 3, height: 1, channels: 1, values: Uint8Array.of(0, 90, 30) }, 2, 1).values]).toEqual([
      30, 50,
    ]);
  });
});
