import { describe, expect, it } from "vitest";
import { nextSlice, pacer, refuseNaN, transferables } from "../../../client/compute/slices.ts";

describe("nextSlice", () => {
  it.each([0.01, 0.3, 7, 45])("settles within 20–60 ms at %s ms a step", (cost) => {
    let slice = 1;
    for (let i = 0; i < 12; i++) slice = nextSlice(slice, slice * cost);
    expect(slice * cost).toBeGreaterThanOrEqual(20);
    expect(slice * cost).toBeLessThanOrEqual(60);
    expect(nextSlice(slice, slice * cost)).toBe(slice);
  });

  it("never falls below one step, and follows a machine that becomes slower", () => {
    expect(nextSlice(1, 5000)).toBe(1);
    expect(nextSlice(100, 4000)).toBe(1);
    expect(nextSlice(100, 0)).toBe(400);
  });
});

describe("pacer", () => {
  it("makes at most every interval, and spends at most a fortieth of the time", () => {
    let time = 0;
    let made = 0;
    const due = pacer(
      1000,
      () => time,
      () => {
        time += 200;
        return ++made;
      },
    );
    const spent = { total: 0 };
    while (time < 100_000) {
      time += 10;
      void due(false);
    }
    // All but the first, which comes before anything is known of its cost.
    spent.total = (made - 1) * 200;
    expect(made).toBeGreaterThan(10);
    expect(spent.total / time).toBeLessThanOrEqual(0.025);
    expect(due(true)).toBe(made);
  });
});

describe("transferables", () => {
  it("names every buffer once and leaves shared memory alone", () => {
    const values = new Float64Array(4);
    const shared = new Float64Array(new SharedArrayBuffer(8));
    const arrays = {
      a: { shape: [2], values: values.subarray(0, 2) },
      b: { shape: [2], values: values.subarray(2) },
      c: { shape: [1], values: shared },
    };
    expect(transferables(arrays, undefined, { d: { shape: [4], values } })).toEqual([values.buffer]);
  });
});

describe("refuseNaN", () => {
  it("names task, array and place, and lets infinities pass", () => {
    const arrays = (values: Float32Array | Float64Array) => ({ loss: { shape: [values.length], values } });
    expect(() => refuseNaN("train", "record", arrays(Float32Array.of(1, Number.NaN)))).toThrow(
      'NaN in record "loss" of task train at index 1',
    );
    expect(() => refuseNaN("train", "record", arrays(Float64Array.of(Infinity, -Infinity)))).not.toThrow();
  });
});
