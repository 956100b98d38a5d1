import { expect, test } from "vitest";
import { conv2d, conv2dFilter, conv2dInput } from "../../../../shared/nets/kernels/convolution.ts";
import { addTree, segmentsOf } from "../../../../shared/nets/kernels/tree.ts";
import { convolutionArguments, type Windows } from "../../../../shared/nets/kernels/windows.ts";
import { awkward, expectSame, instance, normals, slope } from "./instance.ts";
import { inner, naiveConvolution, shapes, sizesOf, some } from "./windows.ts";

const OUTPUTS = [1, 8, 5, 16, 3];
const cases = shapes.map((windows, i): [string, Windows, number] => [
  JSON.stringify(windows),
  windows,
  OUTPUTS[i % OUTPUTS.length],
]);

test.each(cases)(
  "forward, by the filter and by the input have the bits of their references: %s",
  (_, windows, outputs) => {
    for (const draw of [normals, (n: number, stream: number) => awkward(n, stream, 23)]) {
      const { module, put, out, get } = instance();
      const { input, filter, pixels } = sizesOf(windows, outputs);
      const output = pixels * outputs;
      const [x, w, bias, dy] = [draw(input, 1), draw(filter, 2), draw(outputs, 3), draw(output, 4)];
      const [px, pw, pdy] = [put(x), put(w), put(dy)];
      const shape = convolutionArguments(windows, outputs);
      for (const b of [bias, null]) {
        const [y, to] = [new Float32Array(output), out(output)];
        conv2d(windows, { outputs, groups: 1 }, x, w, b, y);
        module.conv2d(...shape, px, pw, b ? put(b) : 0, to);
        expectSame(get(to, output), y, "forward");
      }
      for (const segment of [1, 2, windows.samples]) {
        const [dw, to] = [new Float32Array(filter), out(filter)];
        conv2dFilter(windows, { outputs, groups: 1 }, x, dy, dw, segment);
        module.conv2dFilter(...shape, px, pdy, to, segment);
        expectSame(get(to, filter), dw, "by the filter");
      }
      const [dx, to] = [new Float32Array(input), out(input)];
      conv2dInput(windows, { outputs, groups: 1 }, dy, w, dx);
      module.conv2dInput(...shape, pdy, pw, to);
      expectSame(get(to, input), dx, "by the input");
    }
  },
);

test.each(cases)("values and derivatives are those of the six-fold loop in float64: %s", (_, windows, outputs) => {
  const { input, filter, pixels } = sizesOf(windows, outputs);
  const output = pixels * outputs;
  const [x, w, bias, dy] = [normals(input, 1), normals(filter, 2), normals(outputs, 3), normals(output, 4)];
  const [y, dw, dx] = [new Float32Array(output), new Float32Array(filter), new Float32Array(input)];
  conv2d(windows, { outputs, groups: 1 }, x, w, bias, y);
  conv2dFilter(windows, { outputs, groups: 1 }, x, dy, dw, 2);
  conv2dInput(windows, { outputs, groups: 1 }, dy, w, dx);
  const truth = naiveConvolution(windows, outputs, x, w, bias);
  for (const [i, v] of truth.entries()) expect(y[i]).toBeCloseTo(v, 4);
  const byInput = (at: Float64Array) => inner(dy, naiveConvolution(windows, outputs, at, w, bias));
  const byFilter = (at: Float64Array) => inner(dy, naiveConvolution(windows, outputs, x, at, bias));
  for (const i of some(input)) expect(dx[i]).toBeCloseTo(slope(byInput, x, i), 4);
  for (const i of some(filter)) expect(dw[i]).toBeCloseTo(slope(byFilter, w, i), 4);
});

test("segments are shards: each computed by itself, added by the tree", () => {
  const [windows, outputs, segment] = [shapes[5], 5, 2];
  const { module, put, out, get } = instance();
  const { input, filter, pixels } = sizesOf(windows, outputs);
  const [x, dy, to] = [normals(input, 1), normals(pixels * outputs, 2), out(filter)];
  const one = (of: Float32Array) => of.length / windows.samples;
  const parts = segmentsOf(windows.samples, segment).map(([from, end]) => {
    const part = out(filter);
    const shape = convolutionArguments({ ...windows, samples: end - from }, outputs);
    const [px, pdy] = [x, dy].map((of) => put(of.slice(from * one(of), end * one(of))));
    module.conv2dFilter(...shape, px, pdy, part, 100);
    return get(part, filter);
  });
  module.conv2dFilter(...convolutionArguments(windows, outputs), put(x), put(dy), to, segment);
  expectSame(get(to, filter), addTree(parts));
});
