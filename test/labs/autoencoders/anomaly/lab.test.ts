import { describe, expect, test } from "vitest";
import type { Arrays } from "../../../../shared/arrays.ts";
import { decodeHere, joinFiles, readEach } from "../../../../shared/data/files.ts";
import { BEAT_KINDS, beats } from "../../../../shared/data/generators/beats.ts";
import { payments } from "../../../../shared/data/generators/payments.ts";
import { hashFile } from "../../../../shared/data/hashed-file.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { defaults } from "../../../../shared/experiment/schema.ts";
import { checkAnomaly, partsOf, samplesOf } from "../../../../shared/labs/autoencoders/anomaly/data.ts";
import type { AnomalyParams } from "../../../../shared/labs/autoencoders/anomaly/fields.ts";
import { rowsIn, testedOf } from "../../../../shared/labs/autoencoders/anomaly/judged.ts";
import { anomaly } from "../../../../shared/labs/autoencoders/anomaly/lab.ts";
import { kindsOf } from "../../../../shared/labs/autoencoders/anomaly/measure.ts";
import { unlikelihoods } from "../../../../shared/labs/autoencoders/anomaly/ppca.ts";
import { judgeQuestion, shownOf } from "../../../../shared/labs/autoencoders/anomaly/questions.ts";
import type { Task } from "../../../../shared/labs/lab.ts";
import { useOf } from "../../../../shared/labs/takes.ts";
import { cholesky, invertPositive } from "../../../../shared/linalg/index.ts";
import { normal, uniform } from "../../../../shared/random/index.ts";
import { cheapestThreshold, conformalThreshold } from "../../../../shared/stats/threshold.ts";
import { openNow } from "../../../open-now.ts";
import { runLab } from "../../../run.ts";
import { fresh } from "../../../wasm.ts";

await anomaly.ready?.();

const heartbeats = (count: number, share = 0.15) =>
  beats.generate([1, 0], { count, share, variation: 1.3, noise: 0.04 } as never);
const change = { hidden: [32, 8], scaling: "together", epochs: 60 };
const params = (more: object = {}) => ({ ...defaults(anomaly.params), ...more }) as unknown as AnomalyParams;
const run = (data: Table, more: object = {}) => runLab(anomaly, data, { ...change, ...more }, { key: [5, 6] });

const data = heartbeats(1200);
const heart = run(data);
const scores = heart.fold.output("scores") as Arrays;

describe("heartbeats", () => {
  test("anomalies are told apart with an AUC of at least 0.95, and each kind better than by chance", () => {
    expect(heart.metrics.auc).toBeGreaterThan(0.95);
    expect(heart.metrics.aucLow).toBeLessThan(heart.metrics.auc);
    expect(heart.metrics.aucHigh).toBeGreaterThan(heart.metrics.auc);
    for (const kind of BEAT_KINDS.slice(1)) expect(heart.metrics[`areaOf.${kind}`]).toBeGreaterThan(0.85);
    // Averaged by their numbers, the areas of the kinds are the area of all.
    const tested = testedOf(scores, "reconstruction") as NonNullable<ReturnType<typeof testedOf>>;
    const kinds = kindsOf(scores, tested, data).map(({ name, own }) => ({
      area: heart.metrics[`areaOf.${name}`],
      count: Array.from(own.positive).filter(Boolean).length,
    }));
    const count = kinds.reduce((sum, kind) => sum + kind.count, 0);
    const mean = kinds.reduce((sum, kind) => sum + (kind.count / count) * kind.area, 0);
    expect(mean).toBeCloseTo(heart.metrics.auc, 12);
  });

  test("the AUC is the share of pairs of a test anomaly and a normal test row in the right order", () => {
    const { scores: all, positive } = testedOf(scores, "reconstruction") as NonNullable<ReturnType<typeof testedOf>>;
    const [normals, anomalies] = [0, 1].map((kind) => Array.from(all).filter((_, i) => positive[i] === kind));
    let right = 0;
    for (const a of anomalies) for (const b of normals) right += a > b ? 1 : a === b ? 0.5 : 0;
    expect(heart.metrics.auc).toBeCloseTo(right / anomalies.length / normals.length, 12);
  });

  test("a code as wide as the beat reconstructs anomalies too: the intervals of the two AUCs do not meet", () => {
    const wide = run(data, { hidden: [96], activation: "linear" });
    expect(wide.metrics.aucHigh).toBeLessThan(heart.metrics.aucLow);
    expect(wide.metrics.loss).toBeLessThan(0.1 * heart.metrics.loss);
  });
});

describe("rows and what they are for", () => {
  test("of files, a row without a class is neither normal nor an anomaly", () => {
    expect(useOf(anomaly as never).everyClass).toBe(true);
  });

  test("no anomaly is trained on or sets the threshold; all are tested, with half of the held-out normal rows", () => {
    const { train, threshold, test: tested, anomaly: is = [] } = partsOf(data, params({ testFraction: 0.4 }));
    for (const row of [...train, ...threshold]) expect(is[row]).toBe(0);
    const normal = Array.from(is).filter((x) => x === 0).length;
    expect(Math.abs(train.length - 0.6 * normal)).toBeLessThanOrEqual(1);
    expect(Math.abs(threshold.length - 0.2 * normal)).toBeLessThanOrEqual(1);
    expect(tested.filter((row) => is[row] === 1)).toHaveLength(1200 - normal);
    expect(new Set([...train, ...threshold, ...tested]).size).toBe(1200);
    expect(rowsIn(scores, "test")).toEqual(tested);
  });

  test("the named class is the anomaly, or the normal one; unnamed it is the smallest, or the largest; of several normal classes each is split alike", () => {
    const labels = Int32Array.from({ length: 90 }, (_, row) => (row < 10 ? 0 : row < 50 ? 1 : 2));
    const table: Table = {
      rows: 90,
      columns: 1,
      values: Float64Array.from({ length: 90 }, (_, row) => row),
      labels,
      classes: ["rare", "a", "b"],
    };
    const anomalous = (more: object) => {
      const { anomaly: is = [] } = partsOf(table, params(more));
      return [0, 10, 50].map((row) => is[row]);
    };
    expect(anomalous({ labels: "anomaly", class: "rare" })).toEqual([1, 0, 0]);
    expect(anomalous({ labels: "normal", class: "a" })).toEqual([1, 0, 1]);
    expect(anomalous({})).toEqual([1, 0, 1]);
    expect(anomalous({ labels: "anomaly" })).toEqual([1, 0, 0]);
    const { train } = partsOf(table, params({ labels: "anomaly", class: "rare", testFraction: 0.5 }));
    expect([1, 2].map((kind) => train.filter((row) => labels[row] === kind).length)).toEqual([20, 20]);
  });

  test.each([
    [{ class: "nosuch" }, "no-such-class", /class: nosuch \(must be one of normal, ventricular/],
    [{ class: "inverted-t", testFraction: 0.05 }, "too-few-normal", /normal rows: \d+ \(must leave 2 to train on/],
  ])("%o is refused with a cure", (more, code, message) => {
    const few = heartbeats(60, 0.3);
    expect(() => checkAnomaly(params({ ...change, ...more }), few)).toThrow(message);
    expect(() => checkAnomaly(params({ ...change, ...more }), few)).toThrow(expect.objectContaining({ code }));
  });

  test("equal normal rows are refused; a column that varies in anomalies alone keeps its unit and shows", () => {
    const values = Float64Array.from({ length: 80 }, (_, at) =>
      at % 2 === 0 ? normal([1, 1], at) : at === 79 ? 50 : 0,
    );
    const labels = Int32Array.from({ length: 40 }, (_, row) => Number(row === 39));
    const table: Table = { rows: 40, columns: 2, values, labels, classes: ["0", "1"] };
    const { metrics, fold } = run(table, { hidden: [1], scaling: "each" });
    expect(metrics.auc).toBe(1);
    expect(fold.output("scores")?.reconstruction.values[39]).toBeGreaterThan(100);
    const flat = { ...table, values: values.map((x, at) => (at < 78 ? 3 : x)) };
    expect(() => checkAnomaly(params(change), flat)).toThrow(/training rows: \d+, all equal/);
  });

  test("columns of very different size count alike when each has its own scale; the scale is that of training rows", () => {
    const table = payments.generate([1, 0], { count: 600, share: 0.1, disguise: 0 } as never);
    const { values, columns, train } = samplesOf(table, params({ scaling: "each" }));
    for (let c = 0; c < columns; c++) {
      const own = Array.from(train, (row) => values[row * columns + c]);
      const mean = own.reduce((sum, x) => sum + x, 0) / own.length;
      expect(Math.abs(mean)).toBeLessThan(1e-5);
      expect(own.reduce((sum, x) => sum + (x - mean) ** 2, 0) / own.length).toBeCloseTo(1, 4);
    }
  });
});

describe("rows without classes", () => {
  test("get scores, and nothing that only classes could tell", async () => {
    const { labels: _, classes: __, ...plain } = heartbeats(300, 0);
    const { fold, metrics } = run(plain, { epochs: 2 });
    expect(Object.keys(metrics).sort()).toEqual(["flagged", "loss", "threshold"]);
    expect(fold.output("scores")?.reconstruction.values).toHaveLength(300);
    expect(fold.output("scores")).not.toHaveProperty("anomaly");
  });

  test.each([
    ["0", "1"],
    ["ok", "odd"],
  ])("a CSV says by a column which rows are anomalies: %s, %s", async (ok, odd) => {
    const rows = Array.from({ length: 60 }, (_, i) => {
      const [a, b] = [normal([3, i], 0), normal([3, i], 1)];
      return i % 10 === 9 ? `${a + 9};${b - 9};${odd}` : `${a};${b};${ok}`;
    });
    const bytes = new TextEncoder().encode(["a;b;class", ...rows].join("\n"));
    const file = await hashFile({ name: "own.csv", bytes });
    const reading = { label: "class" };
    const { table } = joinFiles(await readEach([file], decodeHere, reading), { reading });
    expect(table.classes).toEqual([ok, odd].sort());
    const { metrics } = run(table, { hidden: [1], scaling: "each" });
    expect(metrics.auc).toBeGreaterThan(0.9);
    expect(metrics.flagged).toBeGreaterThanOrEqual(0.1);
  });
});

describe("scores", () => {
  const shown = shownOf(data, params(change), scores);
  const ask = (rows: { shape: readonly number[]; values: Float32Array }) => {
    const { train, ppca } = { train: heart.fold.output("train") as Arrays, ppca: heart.fold.output("ppca") as Arrays };
    const { task, given } = judgeQuestion(params(change), data, { ...train, ...ppca, ...scores }, rows);
    const asked = { id: "q", key: [0, 0], ...task } as unknown as Task;
    const process = openNow(anomaly, asked, { device: "wasm", wasm: fresh, data, inputs: { given } });
    process.advance(1);
    return process.output();
  };

  test("a row that is asked about has the scores that it has in the run, bit for bit, and those of its reconstruction", () => {
    const answer = ask(shown.rows);
    const all = shown.groups.flatMap(({ rows }) => [...rows]);
    for (const score of ["reconstruction", "code", "likelihood"] as const)
      expect(Array.from(answer[score].values)).toEqual(all.map((row) => scores[score].values[row]));
    const { columns } = data;
    for (let n = 0; n < all.length; n++) {
      let sum = 0;
      for (let c = 0; c < columns; c++)
        sum += (answer.rows.values[n * columns + c] - shown.rows.values[n * columns + c]) ** 2 / columns;
      expect(answer.reconstruction.values[n] / sum).toBeCloseTo(1, 5);
    }
  });

  test("rows are shown by what they are: highest and lowest anomalies, highest and lowest normal rows", () => {
    const value = (row: number) => Number(scores.reconstruction.values[row]);
    const tested = [...rowsIn(scores, "test")];
    for (const { id, rows } of shown.groups) {
      expect(rows).toHaveLength(4);
      const isAnomalous = id === "worst" || id === "missed";
      const sign = id === "worst" || id === "alarms" ? -1 : 1;
      const own = tested.filter((row) => scores.anomaly.values[row] === Number(isAnomalous));
      const expected = own.sort((a, b) => sign * (value(a) - value(b))).slice(0, 4);
      expect([...rows]).toEqual(expected);
    }
  });

  test("PPCA's is minus the log-density of the Gaussian with covariance W Wᵀ + σ² I", () => {
    const found = heart.fold.output("ppca") as Arrays;
    const [q, d] = found.components.shape;
    const [noise] = found.sigma2.values;
    const covariance = new Float64Array(d * d);
    for (let i = 0; i < d; i++)
      for (let j = 0; j < d; j++) {
        let sum = i === j ? noise : 0;
        for (let k = 0; k < q; k++)
          sum +=
            (found.variances.values[k] - noise) *
            found.components.values[k * d + i] *
            found.components.values[k * d + j];
        covariance[i * d + j] = sum;
      }
    const factor = cholesky(covariance, d);
    const { inverse } = invertPositive(covariance, d);
    let logs = d * Math.log(2 * Math.PI);
    for (let i = 0; i < d; i++) logs += 2 * Math.log(factor[i * d + i]);
    const rows = shown.rows.values.slice(0, 3 * d);
    const expected = [0, 1, 2].map((n) => {
      let square = 0;
      const away = (i: number) => rows[n * d + i] - Number(found.mean.values[i]);
      for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) square += away(i) * inverse[i * d + j] * away(j);
      return (logs + square) / 2;
    });
    for (const [n, value] of unlikelihoods(found, rows).entries()) expect(value / expected[n]).toBeCloseTo(1, 8);
  });

  test("codes of the training rows lie at distance 1 from their centre, in the mean of squares", () => {
    const train = rowsIn(scores, "train");
    const squares = Array.from(train, (row) => Number(scores.code.values[row]) ** 2);
    expect(squares.reduce((sum, x) => sum + x, 0) / train.length).toBeCloseTo(1, 3);
  });
});

test("training begins with given weights, which must be those of the net", () => {
  const weights = Object.fromEntries(
    Object.entries(heart.fold.output("train") as Arrays).filter(([name]) => name !== "stopped"),
  );
  const first = (table: Table) => run(table, { epochs: 1 }).fold.records("train", "loss")?.values[0] ?? Number.NaN;
  expect(first({ ...data, weights })).toBeLessThan(0.3 * first(data));
  expect(() => checkAnomaly(params({ ...change, hidden: [16, 8] }), { ...data, weights })).toThrow(/weights/);
});

describe("thresholds", () => {
  test("another normal row is above the conformal threshold as often as was asked", () => {
    // 2,000 draws of 39 scores and one more: at 0.1 the 36th of 39, exactly 4/40 above; a share of 0.1 has a standard error of 0.0067.
    let above = 0;
    for (let seed = 1; seed <= 2000; seed++) {
      const draws = Float64Array.from({ length: 39 }, (_, i) => normal([seed, 1], i));
      if (normal([seed, 2], 0) >= conformalThreshold(draws, 0.1)) above++;
    }
    expect(Math.abs(above / 2000 - 0.1)).toBeLessThan(4 * 0.0067);
    const ten = Float64Array.from({ length: 10 }, (_, i) => i);
    expect(conformalThreshold(ten, 0.5)).toBe(5);
    expect(conformalThreshold(ten, 0.001)).toBe(9);
    expect(conformalThreshold(Float64Array.of(7), 0.5)).toBe(7);
  });

  test.each([0.5, 1, 7, 100])("no threshold costs less than the cheapest (cost %d)", (cost) => {
    const scored = {
      scores: Float64Array.from(
        { length: 60 },
        (_, i) => Math.round(4 * normal([8, 8], i)) + 2 * (i % 3 === 0 ? 1 : 0),
      ),
      positive: Array.from({ length: 60 }, (_, i) => (uniform([9, 9], i) < 0.5 && i % 3 === 0 ? 1 : 0)),
    };
    const costAt = (t: number) =>
      Array.from(scored.scores).reduce(
        (sum, s, i) => sum + (s >= t ? 1 - scored.positive[i] : cost * scored.positive[i]),
        0,
      );
    const least = Math.min(...[...scored.scores, Infinity].map(costAt));
    expect(costAt(cheapestThreshold(scored, cost))).toBe(least);
  });

  test("rows of one score are flagged together, and the threshold lies between those that it parts", () => {
    const tied = { scores: Float64Array.of(2, 2, 2, 1), positive: [1, 0, 0, 0] };
    // All three cost two false alarms, none a miss.
    expect(cheapestThreshold(tied, 1)).toBe(Infinity);
    expect(cheapestThreshold(tied, 3)).toBe(1.5);
  });
});
