import { describe, expect, test } from "vitest";
import { array } from "../../../../shared/arrays.ts";
import { defaults } from "../../../../shared/experiment/schema.ts";
import { accuracyOf, confusion, largest, oneHot } from "../../../../shared/labs/nets/classes.ts";
import { addNoise, move, moveOf, shiftOf } from "../../../../shared/labs/nets/moved.ts";
import { matched, peaksOf } from "../../../../shared/labs/nets/peaks.ts";
import { type CnnParams, cnnFields } from "../../../../shared/labs/representation/cnn/fields.ts";
import { cnnTensors } from "../../../../shared/labs/representation/cnn/net.ts";
import { excitement } from "../../../../shared/labs/representation/cnn/patches.ts";
import { receptiveFields } from "../../../../shared/labs/representation/cnn/receptive.ts";
import { openNet } from "../../../../shared/nets/net.ts";
import { parametersOf } from "../../../../shared/nets/plan.ts";
import { scalarMachine } from "../../../../shared/nets/scalar.ts";
import { sizeOf } from "../../../../shared/nets/tensor.ts";

describe("moving a picture", () => {
  const size = { height: 2, width: 3, channels: 1 };
  const picture = Uint8Array.of(1, 2, 3, 4, 5, 6);
  const moved = (by: Parameters<typeof move>[2]) => {
    const out = new Uint8Array(6);
    move(picture, size, by, out);
    return [...out];
  };
  test("repeats its edge, and mirrors it first", () => {
    expect(moved({ down: 0, right: 0 })).toEqual([1, 2, 3, 4, 5, 6]);
    expect(moved({ down: 1, right: 0 })).toEqual([1, 2, 3, 1, 2, 3]);
    expect(moved({ down: 0, right: -1 })).toEqual([2, 3, 3, 5, 6, 6]);
    expect(moved({ down: 0, right: 0, mirrored: true })).toEqual([3, 2, 1, 6, 5, 4]);
    expect(moved({ down: 0, right: 1, mirrored: true })).toEqual([3, 3, 2, 6, 6, 5]);
  });
  test("goes all ways, no further than asked", () => {
    const all = Array.from({ length: 400 }, (_, i) => moveOf([1, i], 2, true));
    for (const side of ["down", "right"] as const)
      expect([...new Set(all.map((one) => one[side]))].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2]);
    expect(new Set(all.map(({ mirrored }) => mirrored)).size).toBe(2);
    const shifts = Array.from({ length: 100 }, (_, i) => shiftOf([2, i], 3));
    expect(new Set(shifts.map(({ down, right }) => `${down} ${right}`)).size).toBe(4);
    expect(shifts.every(({ down, right }) => Math.abs(down) + Math.abs(right) === 3)).toBe(true);
  });
  test("noise stays from 0 to 1", () => {
    const values = Float32Array.of(0.5, 0, 1);
    addNoise(values, 0.5, Float32Array.of(0.5, -2, 2));
    expect([...values]).toEqual([0.75, 0, 1]);
  });
});

test("what a number of a map sees is its receptive field, no more and no less", () => {
  const change: Partial<CnnParams> = { channels: [2, 2, 2], activation: "tanh", pooling: "average" };
  const params = { ...defaults(cnnFields), ...change } as CnnParams;
  const size = { height: 24, width: 24, channels: 1 };
  const { maps } = cnnTensors(params, size, 2, 1, false);
  const outputs = Object.fromEntries(maps.map((map, b) => [`map${b}`, map]));
  const layout = parametersOf(maps);
  const weights = Object.fromEntries(
    layout.parts.map(({ name, tensor }) => [
      name,
      array(new Float32Array(sizeOf(tensor.shape)).fill(0.1), tensor.shape),
    ]),
  );
  const { program } = openNet(scalarMachine, outputs, weights);
  program.run();
  const still = maps.map((_, b) => program.output(`map${b}`).slice());
  for (const [b, { side, start, jump, width }] of receptiveFields(params, size).entries()) {
    const place = Math.floor(width / 2);
    const at = (place * width + place) * 2;
    const touched = (y: number, x: number) => {
      program.input("x").fill(0);
      program.input("x")[y * 24 + x] = 1;
      program.run();
      return program.output(`map${b}`)[at] !== still[b][at];
    };
    const from = start + place * jump;
    const seen = Array.from({ length: 24 }, (_, y) => touched(y, from + (side >> 1)));
    expect(seen.indexOf(true), `block ${b}`).toBe(Math.max(0, from));
    expect(seen.lastIndexOf(true), `block ${b}`).toBe(Math.min(23, from + side - 1));
  }
});

test("classes are counted", () => {
  expect([...oneHot([1, 0], 3)]).toEqual([0, 1, 0, 1, 0, 0]);
  expect([...largest([0.2, 0.8, 0.5, 0.5], 2)]).toEqual([1, 0]);
  expect([...confusion([0, 0, 1], [0, 1, 1], 2)]).toEqual([1, 1, 0, 1]);
  expect(accuracyOf([0, 0, 1], [0, 1, 1])).toBeCloseTo(2 / 3, 12);
});

test("the most excited pictures come first, each once", () => {
  const found = excitement(1);
  found.add(Float32Array.of(0, 5, 1, 0, 9, 2, 0, 0), [2, 2, 2, 1], Uint32Array.of(7, 8));
  found.add(Float32Array.of(0, 0, 0, 7), [1, 2, 2, 1], Uint32Array.of(9));
  expect([...found.result().values]).toEqual([8, 0, 0, 9, 9, 1, 1, 7, 7, 0, 1, 5, -1, 0, 0, 0]);
});

describe("peaks of a heat map", () => {
  const maps = new Float32Array(2 * 9 * 9);
  const put = (label: number, y: number, x: number, share: number) => {
    for (let dy = -1; dy <= 1; dy++) for (let dx = -1; dx <= 1; dx++) maps[label * 81 + (y + dy) * 9 + x + dx] = share;
  };
  put(0, 3, 3, 0.8);
  put(0, 2, 2, 0.9);
  put(0, 2, 7, 0.6);
  put(0, 7, 7, 0.4);
  put(1, 6, 3, 1);
  const peaks = peaksOf(maps, { rows: 9, columns: 9, window: { height: 16, width: 16 }, background: 1 });
  test("the surest first, one for what lies close together, none of the background", () => {
    expect(peaks.map(({ y, x }) => [y, x])).toEqual([
      [16, 16],
      [16, 36],
    ]);
  });
  test("are in the middles of their windows, whatever sides these have", () => {
    const wide = peaksOf(maps, { rows: 9, columns: 9, window: { height: 16, width: 32 }, background: 1 });
    expect(wide[0]).toMatchObject({ y: 16, x: 24 });
  });
  test("match things of their class nearby, each once", () => {
    const thing = { label: 0, y: 18, x: 18 };
    expect(matched([thing], peaks, 12)).toBe(1);
    expect(matched([thing, thing], peaks, 12)).toBe(1);
    expect(matched([{ ...thing, label: 1 }], peaks, 12)).toBe(0);
    expect(matched([{ ...thing, y: 60 }], peaks, 12)).toBe(0);
  });
});
