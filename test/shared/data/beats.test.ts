import { describe, expect, test } from "vitest";
import { BEAT, BEAT_KINDS, beats } from "../../../shared/data/generators/beats.ts";

const generate = (params: object = {}, seed = 5) =>
  beats.generate([seed, 0], { count: 1200, share: 0.4, variation: 1, noise: 0, ...params } as never);

const table = generate();
const labels = table.labels as Int32Array;
const rowOf = (n: number) => table.values.subarray(n * BEAT.samples, (n + 1) * BEAT.samples);
/** Rows of a kind, and the value at so many milliseconds after the R wave, less that of the level long before. */
const ofKind = (kind: (typeof BEAT_KINDS)[number]) =>
  Array.from(labels.keys()).filter((n) => BEAT_KINDS[labels[n]] === kind);
const at = (n: number, ms: number) => rowOf(n)[BEAT.peak + Math.round((ms * BEAT.rate) / 1000)];
const meanAt = (kind: (typeof BEAT_KINDS)[number], ms: number) => {
  const rows = ofKind(kind);
  return rows.reduce((sum, n) => sum + at(n, ms) - at(n, -280), 0) / rows.length;
};
/** Samples around R above half of its height: T may be as high. */
const breadth = (n: number) => {
  const near = rowOf(n).subarray(BEAT.peak - 10, BEAT.peak + 11);
  return near.filter((x) => x > Math.max(...near) / 2).length;
};

describe("single heartbeats", () => {
  test("as many anomalies as were asked for, of four kinds alike, and a class for each row", () => {
    const anomalies = Array.from(labels).filter((kind) => kind > 0).length;
    expect(Math.abs(anomalies / 1200 - 0.4)).toBeLessThan(4 * Math.sqrt(0.24 / 1200));
    for (const kind of BEAT_KINDS.slice(1))
      expect(Math.abs(ofKind(kind).length / anomalies - 0.25)).toBeLessThan(4 * Math.sqrt(0.1875 / anomalies));
    expect(table.classes).toEqual(BEAT_KINDS);
    expect(Object.keys(beats.classes ?? {})).toEqual([...BEAT_KINDS]);
    expect(generate({ share: 0 }).labels?.every((kind) => kind === 0)).toBe(true);
    expect(table.names?.[BEAT.peak]).toBe("0 ms");
  });

  test("a normal beat has P, Q, R, S and T where McSharry has them, at 75 beats per minute", () => {
    expect(meanAt("normal", 0)).toBeCloseTo(0.95, 0);
    // P at −1/6 of 0.8 s, T at 1/4: smeared by the pulse, which moves them.
    expect(Math.abs(meanAt("normal", -133) - 0.22)).toBeLessThan(0.05);
    expect(Math.abs(meanAt("normal", 200) - 0.38)).toBeLessThan(0.05);
    for (const ms of [-40, 40]) expect(meanAt("normal", ms)).toBeLessThan(-0.04);
    expect(Math.abs(meanAt("normal", 96))).toBeLessThan(0.1);
  });

  test("each kind of anomaly is what its name says", () => {
    expect(Math.abs(meanAt("no-p-wave", -133))).toBeLessThan(0.03);
    expect(meanAt("no-p-wave", 200)).toBeGreaterThan(0.3);
    expect(meanAt("inverted-t", 200)).toBeLessThan(-0.2);
    expect(meanAt("inverted-t", -133)).toBeGreaterThan(0.15);
    expect(meanAt("st-elevation", 104) - meanAt("normal", 104)).toBeGreaterThan(0.2);
    expect(Math.abs(meanAt("ventricular", -200))).toBeLessThan(0.1);
    const broad = ofKind("ventricular").map(breadth);
    const narrow = ofKind("no-p-wave").map(breadth);
    expect(Math.min(...broad)).toBeGreaterThan(Math.max(...narrow));
  });

  test("depends on the key and the number of the row alone; without variation normal beats are one beat", () => {
    const few = generate({ count: 50 });
    expect(few.values).toEqual(table.values.slice(0, 50 * BEAT.samples));
    expect(generate({}, 6).values).not.toEqual(table.values);
    const same = generate({ variation: 0, share: 0, count: 50 }).values;
    for (let n = 1; n < 50; n++)
      expect(same.slice(n * BEAT.samples, (n + 1) * BEAT.samples)).toEqual(same.slice(0, BEAT.samples));
    const noisy = generate({ noise: 0.1 });
    const error = Float64Array.from(noisy.values, (x, i) => x - table.values[i]);
    const sd = Math.sqrt(Array.from(error).reduce((sum, x) => sum + x * x, 0) / error.length);
    expect(Math.abs(sd - 0.1)).toBeLessThan((4 * 0.1) / Math.sqrt(2 * error.length));
  });
});
