import { describe, expect, test } from "vitest";
import {
  avgPool2d,
  avgPool2dInput,
  maxPool2d,
  maxPool2dInput,
  maxPool2dPick,
} from "../../../../shared/nets/kernels/pooling.ts";
import { poolArguments, type Windows } from "../../../../shared/nets/kernels/windows.ts";
import { awkward, expectSame, instance, normals, slope } from "./instance.ts";
import { inner, shapes, some } from "./windows.ts";

const cases = shapes.map((windows) => [JSON.stringify(windows), windows] as const);
const lengths = ({ samples, height, width, channels, out }: Windows) =>
  [samples * height * width * channels, samples * out[0] * out[1] * channels] as const;

describe.each(cases)("windows %s", (_, windows) => {
  const [input, output] = lengths(windows);
  const shape = poolArguments(windows);

  test("all kernels have the bits of their references", () => {
    for (const draw of [normals, (n: number, stream: number) => awkward(n, stream, 5)]) {
      const { module, put, out, get } = instance();
      // Rounded: windows with equal largest elements.
      const [x, values, dy] = [draw(input, 1).map((v) => Math.round(2 * v)), draw(input, 2), draw(output, 3)];
      const [px, pv, pdy] = [put(x), put(values), put(dy)];
      const [y, dx, to, back] = [new Float32Array(output), new Float32Array(input), out(output), out(input)];
      maxPool2d(windows, x, y);
      module.maxPool2d(...shape, px, to);
      expectSame(get(to, output), y, "maxPool2d");
      maxPool2dPick(windows, x, values, y);
      module.maxPool2dPick(...shape, px, pv, to);
      expectSame(get(to, output), y, "maxPool2dPick");
      maxPool2dInput(windows, x, dy, dx);
      module.maxPool2dInput(...shape, px, pdy, back);
      expectSame(get(back, input), dx, "maxPool2dInput");
      avgPool2d(windows, values, y);
      module.avgPool2d(...shape, pv, to);
      expectSame(get(to, output), y, "avgPool2d");
      avgPool2dInput(windows, dy, dx);
      module.avgPool2dInput(...shape, pdy, back);
      expectSame(get(back, input), dx, "avgPool2dInput");
    }
  });

  test("derivatives are those of the values", () => {
    const [x, dy, dx] = [normals(input, 1), normals(output, 3), new Float32Array(input)];
    const through = (pool: typeof maxPool2d) => (at: Float64Array) => {
      const y = new Float32Array(output);
      pool(windows, Float32Array.from(at), y);
      return inner(dy, y);
    };
    for (const [pool, back] of [
      [maxPool2d, () => maxPool2dInput(windows, x, dy, dx)],
      [avgPool2d, () => avgPool2dInput(windows, dy, dx)],
    ] as const) {
      back();
      // Values are float32: a step of 2^-10 leaves 12 bits of the quotient.
      for (const i of some(input)) expect(dx[i]).toBeCloseTo(slope(through(pool), x, i, 2 ** -10), 2);
    }
  });
});

test("the first maximum gets the derivative, a NaN is kept, cells beyond the edge do not count", () => {
  const windows: Windows = {
    ...{ samples: 1, height: 2, width: 4, channels: 1 },
    ...{ kernel: [2, 2], stride: [2, 2], before: [0, 0], out: [1, 2] },
  };
  const [dx, y] = [new Float32Array(8), new Float32Array(2)];
  maxPool2dInput(windows, Float32Array.of(1, 3, 5, Number.NaN, 3, 2, 9, Number.NaN), Float32Array.of(7, 8), dx);
  expect([...dx]).toEqual([0, 7, 0, 8, 0, 0, 0, 0]);
  maxPool2d(windows, Float32Array.of(1, 3, 5, Number.NaN, 3, 2, 9, 4), y);
  expect([...y]).toEqual([3, Number.NaN]);
  avgPool2d({ ...windows, before: [1, 1] }, Float32Array.of(-4, 3, 5, 1, 3, 2, 9, 4), y);
  expect([...y]).toEqual([-4, 4]);
});
