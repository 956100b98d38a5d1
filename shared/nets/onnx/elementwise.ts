/** Operations of ONNX on each number, as layers of tensorflow.js. */
import type { NDArray } from "../../arrays.ts";
import { shapeOf, type Value } from "./layers.ts";
import { constant, nameOf, numbers, only, ownAxis, real, type Site, unread, value, weights, whole } from "./site.ts";

/** A layer that leaves shapes and the order of axes as they are. */
export function through(
  site: Site,
  x: Value,
  kind: string,
  config: object,
  weights: Readonly<Record<string, NDArray>> = {},
): Value {
  const { stored: shape, axes, seen } = x;
  return site.net.add(kind, nameOf(site), [x], config, { shape, axes, seen, weights });
}

const activation = (name: string) => (site: Site) => through(site, value(site), "Activation", { activation: name });

/** The axis must be the last of what is stored. */
function softmax(site: Site): Value {
  const found = value(site);
  const x = found.seen ? site.net.settled(found) : found;
  const rank = x.axes.length;
  // Before version 13 it went over all axes from the second on.
  const axis = whole(site, "axis", site.opset < 13 ? 1 : -1);
  const own = ownAxis(site, axis, rank);
  if (site.opset < 13 && own !== rank - 1) unread(site, `axis ${axis} of version ${site.opset} goes over several axes`);
  if (x.axes[own] !== rank - 1) {
    if (own !== 0) unread(site, `axis ${axis} (must be the first or the last behind the samples)`);
    return through(site, site.net.channelsLast(x), "Softmax", { axis: -1 });
  }
  return rank === 1
    ? through(site, x, "Activation", { activation: "softmax" })
    : through(site, x, "Softmax", { axis: -1 });
}

function clip(site: Site): Value {
  const [least = Number.NEGATIVE_INFINITY] = numbers(site, "min", 1) ?? [];
  const [most = Number.POSITIVE_INFINITY] = numbers(site, "max", 2) ?? [];
  if (least === 0 && most === 6) return through(site, value(site), "ReLU", { max_value: 6 });
  if (least === 0 && most > 3e38) return through(site, value(site), "Activation", { activation: "relu" });
  return unread(site, `from ${least} to ${most} (must be from 0 to 6, or from 0 on)`);
}

/** One number each for everything, or for each channel: scale and shift of a normalisation that changes nothing else. */
function affine(site: Site, x: Value, part: "gamma" | "beta", by: NDArray): Value {
  const own = by.values.length === 1 && x.seen === "flat" ? site.net.settled(x) : site.net.channelsLast(x);
  const channels = own.stored[own.stored.length - 1];
  // Broadcasting goes by the last axes: of a vector its own, of a picture channels × 1 × 1.
  const shape = by.shape.slice(by.shape.findIndex((extent) => extent > 1));
  const isByChannel =
    by.values.length === channels &&
    (own.stored.length === 1 ? shape.length === 1 : shape[0] === channels && shape.length === own.stored.length);
  if (by.values.length !== 1 && !isByChannel)
    unread(site, `numbers of shape ${by.shape.join(" × ")} beside ${shapeOf(x).join(" × ")}`);
  const all = (number: number) => ({ shape: [channels], values: new Float32Array(channels).fill(number) });
  const values =
    by.values.length === 1 ? all(Number(by.values[0])) : { shape: [channels], values: Float32Array.from(by.values) };
  const stays = { gamma: all(1), beta: all(0), moving_mean: all(0), moving_variance: all(1) };
  const config = { axis: -1, epsilon: 0, scale: true, center: true, momentum: 0.99 };
  return through(site, own, "BatchNormalization", config, { ...stays, [part]: values });
}

type Sign = (by: NDArray) => NDArray;
const eachOf =
  (change: (one: number) => number): Sign =>
  ({ shape, values }) => ({
    shape,
    values: Float32Array.from(values, (one) => change(Number(one))),
  });

/** Two values of one shape; or a value and constants. */
function pair(kind: "Add" | "Multiply", part: "gamma" | "beta") {
  return (site: Site): Value => {
    const [a, b] = [site.input(0), site.input(1)];
    if (a?.kind === "value" && b?.kind === "value") return joined(site, kind, [a, b]);
    const [x, place] = a?.kind === "value" ? ([a, 1] as const) : ([value(site, 1), 0] as const);
    return affine(site, x, part, weights(site, place));
  };
}

/** A value less constants, or over them. */
function less(part: "gamma" | "beta", change: (one: number) => number) {
  return (site: Site): Value => {
    if (site.input(1)?.kind === "value") unread(site, "by what is no constant");
    const by = eachOf(change)(weights(site, 1));
    if (!by.values.every((one) => Number.isFinite(one))) unread(site, "by 0");
    return affine(site, value(site), part, by);
  };
}

/** Layers of several inputs, stored alike. */
function joined(site: Site, kind: "Add" | "Multiply", values: readonly [Value, Value]): Value {
  const [first, second] = values.map((one) =>
    shapeOf(one).length === 3 ? site.net.channelsLast(one) : site.net.settled(one),
  );
  if (String(first.stored) !== String(second.stored))
    unread(site, `${shapeOf(values[0]).join(" × ")} and ${shapeOf(values[1]).join(" × ")} (must be of one shape)`);
  const { stored: shape, axes } = first;
  return site.net.add(kind, nameOf(site), [first, second], {}, { shape, axes });
}

/** One after the other: of pictures by channels, of vectors at the end. */
function concat(site: Site): Value {
  const all = site.node.inputs.map((_, place) => value(site, place));
  if (all.length < 2) unread(site, `of ${all.length} inputs`);
  const rank = shapeOf(all[0]).length;
  const own = ownAxis(site, whole(site, "axis", 1), rank);
  const stored = all.map((one) => (rank === 3 ? site.net.channelsLast(one) : site.net.settled(one)));
  const last = stored[0].axes.indexOf(stored[0].axes.length - 1);
  const isAlike = stored.every((one) => String(one.stored.slice(0, -1)) === String(stored[0].stored.slice(0, -1)));
  if (own !== last || !isAlike)
    unread(site, `axis ${own + 1} of ${all.map((one) => shapeOf(one).join(" × ")).join(", ")}`);
  const shape = [...stored[0].stored.slice(0, -1), stored.reduce((sum, one) => sum + (one.stored.at(-1) ?? 0), 0)];
  return site.net.add("Concatenate", nameOf(site), stored, { axis: -1 }, { shape, axes: stored[0].axes });
}

function dropout(site: Site): Value {
  if (constant(site, 2)?.values[0]) unread(site, "training_mode (must be left out)");
  const [rate = 0.5] = numbers(site, "ratio", 1) ?? [];
  return through(site, value(site), "Dropout", { rate: plain(rate) });
}

const same = (site: Site): Value => value(site);

export const elementwise: Readonly<Record<string, (site: Site) => Value>> = {
  Relu: activation("relu"),
  Sigmoid: activation("sigmoid"),
  Tanh: activation("tanh"),
  Softplus: activation("softplus"),
  Swish: activation("swish"),
  Gelu(site) {
    only(site, { approximate: ["none"] });
    return activation("gelu")(site);
  },
  Selu(site) {
    const [alpha, gamma] = [real(site, "alpha", 1.67326), real(site, "gamma", 1.0507)];
    if (Math.abs(alpha - 1.67326) > 1e-4 || Math.abs(gamma - 1.0507) > 1e-4)
      unread(site, `alpha ${alpha}, gamma ${gamma}`);
    return activation("selu")(site);
  },
  Elu: (site) => {
    const alpha = plain(real(site, "alpha", 1));
    return alpha === 1 ? activation("elu")(site) : through(site, value(site), "ELU", { alpha });
  },
  LeakyRelu: (site) => through(site, value(site), "LeakyReLU", { alpha: plain(real(site, "alpha", 0.01)) }),
  PRelu(site) {
    const { values } = weights(site, 1);
    if (values.some((one) => one !== values[0]) || !(Number(values[0]) >= 0)) unread(site, "slopes that differ");
    return through(site, value(site), "LeakyReLU", { alpha: plain(Number(values[0])) });
  },
  Softmax: softmax,
  Clip: clip,
  Dropout: dropout,
  Identity: same,
  Cast(site) {
    // Of floats to floats; of whole numbers that stand for things, which are floats here.
    only(site, { to: [1, 6, 7, 10, 11] });
    return value(site);
  },
  Add: pair("Add", "beta"),
  Mul: pair("Multiply", "gamma"),
  Sub: less("beta", (one) => -one),
  Div: less("gamma", (one) => 1 / one),
  Concat: concat,
};

/** A float32 as the decimal that was meant: 0.01, not 0.009999999776. */
export const plain = (value: number): number => Number(value.toPrecision(7));
