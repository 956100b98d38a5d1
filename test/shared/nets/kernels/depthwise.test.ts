import { expect, test } from "vitest";
import { conv2d, conv2dFilter, conv2dInput } from "../../../../shared/nets/kernels/convolution.ts";
import { poolArguments, type Windows } from "../../../../shared/nets/kernels/windows.ts";
import { awkward, expectSame, instance, normals, slope } from "./instance.ts";
import { inner, naiveConvolution, shapes, some } from "./windows.ts";

/** As many groups as channels. */
const each = ({ channels }: Windows) => ({ outputs: channels, groups: channels });
const cases = shapes.map((windows) => [JSON.stringify(windows), windows] as const);

test.each(cases)("forward, by the filter and by the input have the bits of their references: %s", (_, windows) => {
  for (const draw of [normals, (n: number, stream: number) => awkward(n, stream, 23)]) {
    const { module, put, out, get } = instance();
    const { samples, height, width, channels, kernel } = windows;
    const [input, filter] = [samples * height * width * channels, kernel[0] * kernel[1] * channels];
    const output = samples * windows.out[0] * windows.out[1] * channels;
    const [x, w, bias, dy] = [draw(input, 1), draw(filter, 2), draw(channels, 3), draw(output, 4)];
    const [px, pw, pdy] = [put(x), put(w), put(dy)];
    const shape = poolArguments(windows);
    for (const b of [bias, null]) {
      const [y, to] = [new Float32Array(output), out(output)];
      conv2d(windows, each(windows), x, w, b, y);
      module.depthwise2d(...shape, px, pw, b ? put(b) : 0, to);
      expectSame(get(to, output), y, "forward");
    }
    for (const segment of [1, 2, samples]) {
      const [dw, to] = [new Float32Array(filter), out(filter)];
      conv2dFilter(windows, each(windows), x, dy, dw, segment);
      module.depthwise2dFilter(...shape, px, pdy, to, segment);
      expectSame(get(to, filter), dw, "by the filter");
    }
    const [dx, to] = [new Float32Array(input), out(input)];
    conv2dInput(windows, each(windows), dy, w, dx);
    module.depthwise2dInput(...shape, pdy, pw, to);
    expectSame(get(to, input), dx, "by the input");
  }
});

test.each(cases)("values and derivatives are those of the plain loop in float64: %s", (_, windows) => {
  const { samples, height, width, channels, kernel } = windows;
  const [input, filter] = [samples * height * width * channels, kernel[0] * kernel[1] * channels];
  const output = samples * windows.out[0] * windows.out[1] * channels;
  const [x, w, bias, dy] = [normals(input, 1), normals(filter, 2), normals(channels, 3), normals(output, 4)];
  const [y, dw, dx] = [new Float32Array(output), new Float32Array(filter), new Float32Array(input)];
  conv2d(windows, each(windows), x, w, bias, y);
  conv2dFilter(windows, each(windows), x, dy, dw, 2);
  conv2dInput(windows, each(windows), dy, w, dx);
  const truth = naiveConvolution(windows, channels, x, w, bias, true);
  for (const [i, v] of truth.entries()) expect(y[i]).toBeCloseTo(v, 4);
  const byInput = (at: Float64Array) => inner(dy, naiveConvolution(windows, channels, at, w, bias, true));
  const byFilter = (at: Float64Array) => inner(dy, naiveConvolution(windows, channels, x, at, bias, true));
  for (const i of some(input)) expect(dx[i]).toBeCloseTo(slope(byInput, x, i), 4);
  for (const i of some(filter)) expect(dw[i]).toBeCloseTo(slope(byFilter, w, i), 4);
});
