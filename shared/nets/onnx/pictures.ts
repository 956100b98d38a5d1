/** Operations of ONNX on pictures, as layers of tensorflow.js: windows that go over them, and their edges. */
import type { NDArray } from "../../arrays.ts";
import type { Pair } from "../chain.ts";
import { permuted } from "./arrange.ts";
import { shapeOf, type Value } from "./layers.ts";
import { nameOf, numbers, only, ownAxis, type Site, unread, value, weights, whole, word } from "./site.ts";

/** Height × width × channels as stored. Throws an OperationError for what is no picture. */
function picture(site: Site, place = 0): Value {
  const x = value(site, place);
  const shape = shapeOf(x);
  if (shape.length !== 3) unread(site, `of ${shape.length + 1} axes (must be samples × channels × height × width)`);
  return site.net.channelsLast(x);
}

const AXES = [2, 0, 1];
const on = (
  site: Site,
  kind: string,
  x: Value,
  config: object,
  shape: readonly number[],
  own: Readonly<Record<string, NDArray>> = {},
) => site.net.add(kind, nameOf(site), [x], config, { shape, axes: AXES, weights: own });

type Pads = readonly [top: number, left: number, bottom: number, right: number];

interface Windows {
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly pads: Pads;
  /** How tensorflow.js says it; null where rows and columns of zeros have to be added first. */
  readonly padding: "same" | "valid" | null;
  /** Sides that come out. */
  readonly out: Pair;
}

function windows(site: Site, [height, width]: readonly number[], kernel: readonly number[] | undefined): Windows {
  const pair = (name: string, list: readonly number[]): Pair => {
    if (list.length !== 2 || !list.every((n) => Number.isInteger(n) && n >= 1 && n < 2 ** 16))
      unread(site, `${name} ${list.join(" × ")}`);
    return [list[0], list[1]];
  };
  const { dilations, strides, pads: given = { ints: [0, 0, 0, 0] } } = site.node.attributes;
  if (dilations?.ints?.some((one) => one !== 1)) unread(site, `dilations ${dilations.ints.join(" × ")} (must be 1)`);
  const own = { kernel: pair("kernel_shape", kernel ?? []), stride: pair("strides", strides?.ints ?? [1, 1]) };
  const sides: Pair = [height, width];
  const same = sides.map((side, d) =>
    Math.max(0, (Math.ceil(side / own.stride[d]) - 1) * own.stride[d] + own.kernel[d] - side),
  );
  const asSame: Pads = [same[0] >> 1, same[1] >> 1, same[0] - (same[0] >> 1), same[1] - (same[1] >> 1)];
  only(site, { auto_pad: ["NOTSET", "VALID", "SAME_UPPER"] });
  const auto = word(site, "auto_pad", "NOTSET");
  const pads =
    auto === "SAME_UPPER" ? asSame : auto === "VALID" ? ([0, 0, 0, 0] as const) : padsOf(site, given.ints ?? []);
  const isNone = pads.every((zeros) => zeros === 0);
  const padding = isNone ? "valid" : String(pads) === String(asSame) ? "same" : null;
  const out = sides.map((side, d) => Math.floor((side + pads[d] + pads[d + 2] - own.kernel[d]) / own.stride[d]) + 1);
  if (whole(site, "ceil_mode", 0) !== 0) {
    const exact = sides.map((side, d) => Math.ceil((side + pads[d] + pads[d + 2] - own.kernel[d]) / own.stride[d]) + 1);
    if (String(exact) !== String(out)) unread(site, "ceil_mode where windows reach over the edge");
  }
  return { ...own, pads, padding, out: [out[0], out[1]] };
}

function padsOf(site: Site, list: readonly number[]): Pads {
  const [top, left, bottom, right] = list;
  if (list.length !== 4 || !list.every((n) => Number.isInteger(n) && n >= 0 && n < 2 ** 16))
    unread(site, `pads ${list.join(", ")}`);
  return [top, left, bottom, right];
}

/** The picture with zeros around it where tensorflow.js has no word for them. */
function padded(site: Site, x: Value, { pads: [top, left, bottom, right], padding }: Windows): Value {
  if (padding !== null) return x;
  const [height, width, channels] = x.stored;
  const shape = [height + top + bottom, width + left + right, channels];
  const around = [
    [top, bottom],
    [left, right],
  ];
  return site.net.add(
    "ZeroPadding2D",
    `${nameOf(site)}.zeros`,
    [x],
    { padding: around, data_format: "channels_last" },
    { shape, axes: AXES },
  );
}

const settingsOf = ({ kernel, stride, padding }: Windows) => ({
  kernel_size: kernel,
  strides: stride,
  padding: padding ?? "valid",
  data_format: "channels_last",
  dilation_rate: [1, 1],
  activation: "linear",
});

function filters(site: Site): { readonly own: NDArray; readonly bias: { readonly bias?: NDArray } } {
  const own = weights(site, 1);
  if (own.shape.length !== 4) unread(site, `filters of ${own.shape.length} axes (must be 4: of pictures)`);
  return { own, bias: site.input(2) ? { bias: weights(site, 2) } : {} };
}

function conv(site: Site): Value {
  const x = picture(site);
  const { own, bias } = filters(site);
  const [outputs, inputs, ...sides] = own.shape;
  const channels = x.stored[2];
  const groups = whole(site, "group", 1);
  const isDepthwise = groups === channels && inputs === 1 && outputs === channels && groups > 1;
  if (!isDepthwise && groups !== 1)
    unread(site, `${groups} groups of ${channels} channels to ${outputs} (must be 1, or as many as channels)`);
  if (inputs * groups !== channels) unread(site, `filters of ${inputs} channels over ${channels}`);
  checkBias(site, bias.bias, outputs);
  const windowed = windows(site, x.stored, sides);
  const config = { ...settingsOf(windowed), use_bias: "bias" in bias };
  const shape = [...windowed.out, outputs];
  const from = padded(site, x, windowed);
  if (isDepthwise)
    return on(site, "DepthwiseConv2D", from, { ...config, depth_multiplier: 1 }, shape, {
      depthwise_kernel: permuted(own, [2, 3, 0, 1]),
      ...bias,
    });
  return on(site, "Conv2D", from, { ...config, filters: outputs }, shape, {
    kernel: permuted(own, [2, 3, 1, 0]),
    ...bias,
  });
}

function checkBias(site: Site, bias: NDArray | undefined, outputs: number): void {
  if (bias && (bias.shape.length !== 1 || bias.shape[0] !== outputs))
    unread(site, `bias of ${bias.shape.join(" × ")} for ${outputs} outputs`);
}

function convTranspose(site: Site): Value {
  const x = picture(site);
  const { own, bias } = filters(site);
  const [inputs, outputs, ...sides] = own.shape;
  if (whole(site, "group", 1) !== 1) unread(site, "groups (must be 1)");
  if (inputs !== x.stored[2]) unread(site, `filters of ${inputs} channels over ${x.stored[2]}`);
  if (site.node.attributes.output_shape) unread(site, "output_shape (must be left out)");
  checkBias(site, bias.bias, outputs);
  only(site, { auto_pad: ["NOTSET"] });
  const { kernel, stride, pads } = windows(site, x.stored, sides);
  const [down, right] = site.node.attributes.output_padding?.ints ?? [0, 0];
  const more = [kernel[0] - stride[0], kernel[1] - stride[1]];
  const extra = more.map((one) => Math.max(0, -one));
  const cut = more.map((one) => Math.max(0, one));
  const same = [cut[0] >> 1, cut[1] >> 1, cut[0] - (cut[0] >> 1), cut[1] - (cut[1] >> 1)];
  const isFilled = down === extra[0] && right === extra[1];
  const padding = pads.every((zeros) => zeros === 0) ? (String(same) === "0,0,0,0" ? "same" : "valid") : "same";
  if (!isFilled || (padding === "same" && String(pads) !== String(same)))
    unread(
      site,
      `pads ${pads.join(", ")} and output_padding ${down}, ${right} (must be ${same.join(", ")} or 0, and ${extra.join(", ")})`,
    );
  const shape = [0, 1].map((d) => x.stored[d] * stride[d] + (padding === "valid" ? cut[d] : 0));
  const config = {
    ...settingsOf({ kernel, stride, pads, padding, out: [0, 0] }),
    filters: outputs,
    use_bias: "bias" in bias,
  };
  return on(site, "Conv2DTranspose", x, config, [...shape, outputs], { kernel: permuted(own, [2, 3, 1, 0]), ...bias });
}

function pool(kind: "MaxPooling2D" | "AveragePooling2D") {
  return (site: Site): Value => {
    const x = picture(site);
    only(site, { storage_order: [0] });
    const windowed = windows(site, x.stored, site.node.attributes.kernel_shape?.ints);
    const { kernel, stride, padding, pads, out } = windowed;
    const counts = kind === "AveragePooling2D" && whole(site, "count_include_pad", 0) === 1;
    // Means that count zeros are means of a picture that has them.
    const isOwn = padding === "valid" || (padding === "same" && !counts);
    if (!isOwn && !counts) unread(site, `pads ${pads.join(", ")} (must be 0, or as SAME_UPPER has them)`);
    const from = isOwn ? x : padded(site, x, { ...windowed, padding: null });
    const config = {
      pool_size: kernel,
      strides: stride,
      padding: isOwn ? padding : "valid",
      data_format: "channels_last",
    };
    return on(site, kind, from, config, [...out, x.stored[2]]);
  };
}

function whole2d(kind: "GlobalAveragePooling2D" | "GlobalMaxPooling2D") {
  return (site: Site): Value => {
    const x = picture(site);
    return site.net.add(
      kind,
      nameOf(site),
      [x],
      { data_format: "channels_last" },
      { shape: [x.stored[2]], seen: "pixel" },
    );
  };
}

/** Means over rows and columns, as some write a global pooling. */
function mean(site: Site): Value {
  const x = picture(site);
  const over = numbers(site, "axes", 1) ?? [];
  const own = over.map((axis) => ownAxis(site, axis, 3)).sort();
  if (String(own) !== "1,2") unread(site, `over axes ${over.join(", ")} (must be those of height and width)`);
  const seen = whole(site, "keepdims", 1) === 1 ? ({ seen: "pixel" } as const) : {};
  return site.net.add(
    "GlobalAveragePooling2D",
    nameOf(site),
    [x],
    { data_format: "channels_last" },
    { shape: [x.stored[2]], ...seen },
  );
}

/** Zeros around, or less of them than none: a part from within. */
function pad(site: Site): Value {
  const x = picture(site);
  only(site, { mode: ["constant"] });
  if ((numbers(site, "value", 2) ?? [0])[0] !== 0) unread(site, "of other numbers than 0");
  if (site.input(3)) unread(site, "axes (must be left out)");
  const list = numbers(site, "pads", 1) ?? [];
  const [, , top, left, , , bottom, right] = list;
  const isOther =
    list.length !== 8 ||
    [0, 1, 4, 5].some((place) => list[place] !== 0) ||
    list.some((one) => !(Math.abs(one) < 2 ** 16));
  if (isOther) unread(site, `pads ${list.join(", ")} (must be of height and width)`);
  const own = [top, left, bottom, right];
  if (own.every((one) => one >= 0)) return edged(site, x, "ZeroPadding2D", [top, left, bottom, right]);
  if (own.every((one) => one <= 0)) return edged(site, x, "Cropping2D", [-top, -left, -bottom, -right]);
  return unread(site, `pads ${own.join(", ")} (must all be at least 0, or at most)`);
}

function edged(site: Site, x: Value, kind: "ZeroPadding2D" | "Cropping2D", [top, left, bottom, right]: Pads): Value {
  const [height, width, channels] = x.stored;
  const sign = kind === "Cropping2D" ? -1 : 1;
  const shape = [height + sign * (top + bottom), width + sign * (left + right), channels];
  const around = [
    [top, bottom],
    [left, right],
  ];
  return on(
    site,
    kind,
    x,
    { [kind === "Cropping2D" ? "cropping" : "padding"]: around, data_format: "channels_last" },
    shape,
  );
}

/** Rows and columns from within. */
function slice(site: Site): Value {
  const x = picture(site);
  const [starts, ends] = [numbers(site, "starts", 1) ?? [], numbers(site, "ends", 2) ?? []];
  const over = numbers(site, "axes", 3) ?? starts.map((_, axis) => axis);
  if ((numbers(site, "steps", 4) ?? []).some((step) => step !== 1)) unread(site, "steps (must be 1)");
  if (starts.length !== ends.length || over.length !== starts.length) unread(site, "of as many starts as ends");
  const pads: [number, number, number, number] = [0, 0, 0, 0];
  for (const [i, axis] of over.entries()) {
    const own = ownAxis(site, axis, 3) - 1;
    const side = shapeOf(x)[own + 1];
    const place = (at: number) => Math.min(side, Math.max(0, at < 0 ? at + side : at));
    const [from, to] = [place(starts[i]), place(ends[i])];
    if (own < 0 && (from !== 0 || to !== side)) unread(site, "of channels");
    if (own >= 0) [pads[own], pads[own + 2]] = [from, side - to];
  }
  return edged(site, x, "Cropping2D", pads);
}

/** Each pixel repeated to a block. */
function resize(site: Site): Value {
  const x = picture(site);
  only(site, { mode: ["nearest"], coordinate_transformation_mode: ["asymmetric"], nearest_mode: ["floor"] });
  if (site.node.op === "Resize") {
    // Both are otherwise where they are left out.
    if (word(site, "coordinate_transformation_mode", "") === "")
      unread(site, "coordinate_transformation_mode half_pixel (must be asymmetric)");
    if (word(site, "nearest_mode", "") === "") unread(site, "nearest_mode round_prefer_floor (must be floor)");
    if (site.input(3)) unread(site, "sizes (must be scales)");
  }
  const scales = numbers(site, "scales", site.node.op === "Upsample" ? 1 : 2) ?? [];
  const [samples, channels, down, right] = scales;
  const isWhole = [down, right].every((one) => Number.isInteger(one) && one >= 1 && one < 2 ** 10);
  if (scales.length !== 4 || samples !== 1 || channels !== 1 || !isWhole)
    unread(site, `scales ${scales.join(", ")} (must be whole, of height and width)`);
  const config = { size: [down, right], data_format: "channels_last", interpolation: "nearest" };
  return on(site, "UpSampling2D", x, config, [x.stored[0] * down, x.stored[1] * right, x.stored[2]]);
}

export const pictures: Readonly<Record<string, (site: Site) => Value>> = {
  Conv: conv,
  ConvTranspose: convTranspose,
  MaxPool: pool("MaxPooling2D"),
  AveragePool: pool("AveragePooling2D"),
  GlobalAveragePool: whole2d("GlobalAveragePooling2D"),
  GlobalMaxPool: whole2d("GlobalMaxPooling2D"),
  ReduceMean: mean,
  Pad: pad,
  Slice: slice,
  Resize: resize,
  Upsample: resize,
};
