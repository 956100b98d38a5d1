/**
 * Convolutions as products of matrices that are never laid out: an element of the picture's matrix is looked up when it is brought in. Sums in the order
 * of shared/nets/kernels/convolution.ts, but that long ones are cut into parts.
 */
import type { Windows } from "../../ops/windows.ts";
import type { GpuKernels } from "../kernel.ts";
import { product } from "../tiles.ts";

/** The numbers of windows that change from layer to layer; sizes and strides of windows stand in the text. */
export function sidesOf({ height, width, before, out }: Windows) {
  return { height, width, top: before[0], margin: before[1], high: out[0], broad: out[1] };
}

/** WGSL: the cell (iy, ix) of picture n under tap (ky, kx) of the window of output `pixel`; beyond the edge numbers that are too large. */
export const under = ({ stride }: Windows) => `
  let n = pixel / (call.high * call.broad);
  let iy = ((pixel / call.broad) % call.high) * ${stride[0]}u + ky - call.top;
  let ix = (pixel % call.broad) * ${stride[1]}u + kx - call.margin;`;

/** The row and the column of a tap, its number being `tap`. */
export const tapOf = ({ kernel }: Windows) => `
  let ky = tap / ${kernel[1]}u;
  let kx = tap % ${kernel[1]}u;`;

/** A function of the cell, channel c: zeros around the picture. */
export const cell = (x: "x" | "dy") => `
fn cell(n: u32, iy: u32, ix: u32, c: u32) -> f32 {
  if (iy >= call.height || ix >= call.width) { return 0.0; }
  return memory[call.${x} + ((n * call.height + iy) * call.width + ix) * call.channels + c];
}`;

export const convolution = {
  conv2d({ x: [x, w, bias], y, shapes, attributes, scratch }) {
    const windows = attributes as Windows;
    const { kernel, out } = windows;
    const [[samples, , , channels], [, , , n]] = shapes;
    return product(
      {
        m: samples * out[0] * out[1],
        n,
        k: kernel[0] * kernel[1] * channels,
        elements: `${cell("x")}
fn a(z: u32, i: u32, l: u32) -> f32 {
  let pixel = i;
  let tap = l / call.channels;${tapOf(windows)}${under(windows)}
  return cell(n, iy, ix, l % call.channels);
}
fn b(z: u32, l: u32, j: u32) -> f32 { return memory[call.w + l * call.n + j]; }`,
        aAlong: "l",
        bAlong: "j",
        integers: { x, w, channels, ...sidesOf(windows) },
        y,
        ...(bias !== undefined && { bias }),
      },
      scratch,
    );
  },

  /** Pixels that lie alike to the strides are one product: only some of the taps reach them, in descending order. What is negative is too large. */
  conv2dInput({ x: [dy, w], y, shapes, shape, attributes, scratch }) {
    const windows = attributes as Windows;
    const { kernel, stride } = windows;
    const [samples, height, width, n] = shape;
    const outputs = shapes[1][3];
    const [down, across] = [Math.ceil(height / stride[0]), Math.ceil(width / stride[1])];
    const taps = [0, 1].map((axis) => Math.ceil(kernel[axis] / stride[axis]));
    const phase = [`(z / ${stride[1]}u)`, `(z % ${stride[1]}u)`];
    const first = (axis: 0 | 1) =>
      `(${phase[axis]} + ${stride[axis]}u - call.${["top", "margin"][axis]} % ${stride[axis]}u) % ${stride[axis]}u`;
    const tap = `
  let tap = l / call.outputs;
  let ky = ${phase[0]} + ${stride[0]}u * (${taps[0] - 1}u - tap / ${taps[1]}u);
  let kx = ${phase[1]} + ${stride[1]}u * (${taps[1] - 1}u - tap % ${taps[1]}u);
  if (ky >= ${kernel[0]}u || kx >= ${kernel[1]}u) { return 0.0; }`;
    const pixel = `
  let sample = i / (call.down * call.across);
  let iy = ((i / call.across) % call.down) * ${stride[0]}u + ${first(0)};
  let ix = (i % call.across) * ${stride[1]}u + ${first(1)};`;
    return product(
      {
        m: samples * down * across,
        n,
        k: taps[0] * taps[1] * outputs,
        count: stride[0] * stride[1],
        elements: `
fn a(z: u32, i: u32, l: u32) -> f32 {${tap}${pixel}
  let oy = (iy + call.top - ky) / ${stride[0]}u;
  let ox = (ix + call.margin - kx) / ${stride[1]}u;
  if (oy >= call.high || ox >= call.broad) { return 0.0; }
  return memory[call.dy + ((sample * call.high + oy) * call.broad + ox) * call.outputs + l % call.outputs];
}
fn b(z: u32, l: u32, j: u32) -> f32 {${tap}
  return memory[call.w + ((ky * ${kernel[1]}u + kx) * call.channels + j) * call.outputs + l % call.outputs];
}`,
        aAlong: "l",
        bAlong: "l",
        place: `
fn place(z: u32, i: u32, j: u32) -> u32 {${pixel}
  if (iy >= call.height || ix >= call.width) { return NOWHERE; }
  return ((sample * call.height + iy) * call.width + ix) * call.channels + j;
}`,
        integers: { dy, w, outputs, channels: n, down, across, ...sidesOf(windows) },
        y,
      },
      scratch,
    );
  },

  conv2dFilter({ x: [x, dy], y, shapes, shape, attributes, scratch }) {
    const windows = attributes as Windows;
    const { kernel, out } = windows;
    const [samples, , , channels] = shapes[0];
    return product(
      {
        m: kernel[0] * kernel[1] * channels,
        n: shape[3],
        k: samples * out[0] * out[1],
        elements: `${cell("x")}
fn a(z: u32, i: u32, l: u32) -> f32 {
  let pixel = l;
  let tap = i / call.channels;${tapOf(windows)}${under(windows)}
  return cell(n, iy, ix, i % call.channels);
}
fn b(z: u32, l: u32, j: u32) -> f32 { return memory[call.dy + l * call.n + j]; }`,
        aAlong: "i",
        bAlong: "j",
        integers: { x, dy, channels, ...sidesOf(windows) },
        y,
      },
      scratch,
    );
  },
} satisfies GpuKernels;
