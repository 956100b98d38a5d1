/** Operations of ONNX that sum over an axis, and those that only see numbers in another shape, as layers of tensorflow.js. */
import type { NDArray } from "../../arrays.ts";
import { sizeOf } from "../tensor.ts";
import { permuted, rowsPermuted } from "./arrange.ts";
import { type Constant, SAMPLES } from "./constants.ts";
import { plain, through } from "./elementwise.ts";
import { shapeOf, type Value } from "./layers.ts";
import { constant, nameOf, numbers, only, ownAxis, real, type Site, unread, value, weights, whole } from "./site.ts";

/** A dense layer with these weights, inputs × outputs, whose rows stand in the order in which ONNX sees its input. */
function dense(site: Site, x: Value, kernel: NDArray, bias: NDArray | undefined): Value {
  const [inputs, units] = kernel.shape;
  const shape = shapeOf(x);
  if (kernel.shape.length !== 2 || shape[shape.length - 1] !== inputs)
    unread(site, `weights of ${kernel.shape.join(" × ")} behind ${shape.join(" × ")}`);
  const isFlat = x.seen === "flat";
  const inverse = x.axes.map((_, axis) => x.axes.indexOf(axis));
  const own = isFlat
    ? rowsPermuted(
        kernel,
        x.axes.map((axis) => x.stored[axis]),
        inverse,
      )
    : kernel;
  const from = isFlat ? site.net.settled({ ...x, axes: x.axes.map((_, i) => i) }) : site.net.settled(x);
  const config = { units, activation: "linear", use_bias: bias !== undefined };
  const made = { shape: [...from.stored.slice(0, -1), units], weights: { kernel: own, ...(bias && { bias }) } };
  return site.net.add("Dense", nameOf(site), [from], config, made);
}

const scaled = ({ shape, values }: NDArray, by: number): NDArray =>
  by === 1 ? { shape, values } : { shape, values: Float32Array.from(values, (one) => Number(one) * by) };

function gemm(site: Site): Value {
  only(site, { transA: [0] });
  const given = weights(site, 1);
  if (given.shape.length !== 2) unread(site, `weights of ${given.shape.join(" × ")}`);
  const kernel = whole(site, "transB", 0) === 1 ? permuted(given, [1, 0]) : given;
  const bias = site.input(2)
    ? biasOf(site, scaled(weights(site, 2), real(site, "beta", 1)), kernel.shape[1])
    : undefined;
  return dense(site, value(site), scaled(kernel, real(site, "alpha", 1)), bias);
}

/** One number for each output, or one for all. */
function biasOf(site: Site, { shape, values }: NDArray, units: number): NDArray {
  if (values.length === units && shape.at(-1) === units) return { shape: [units], values };
  if (values.length === 1) return { shape: [units], values: new Float32Array(units).fill(Number(values[0])) };
  return unread(site, `bias of ${shape.join(" × ")} for ${units} outputs`);
}

/** With a bias where the next and only one that takes the product adds constants: it is then called as that. */
export function matmul(site: Site, added: Constant | undefined): Value {
  const kernel = weights(site, 1);
  const bias = added && { shape: added.shape, values: Float32Array.from(added.values) };
  return dense(site, value(site), kernel, bias && biasOf(site, bias, kernel.shape[1] ?? 0));
}

function batchNormalised(site: Site): Value {
  only(site, { training_mode: [0], spatial: [1], is_test: [0, 1] });
  const x = site.net.channelsLast(value(site));
  const [gamma, beta, moving_mean, moving_variance] = [1, 2, 3, 4].map((place) => weights(site, place));
  const channels = x.stored[x.stored.length - 1];
  const parts = { gamma, beta, moving_mean, moving_variance };
  for (const [part, { values }] of Object.entries(parts))
    if (values.length !== channels) unread(site, `${part} of ${values.length} numbers for ${channels} channels`);
  const [epsilon, momentum] = [plain(real(site, "epsilon", 1e-5)), plain(real(site, "momentum", 0.9))];
  return through(site, x, "BatchNormalization", { axis: -1, epsilon, momentum, scale: true, center: true }, parts);
}

function layerNormalised(site: Site): Value {
  const x = site.net.settled(value(site));
  const rank = x.stored.length;
  const own = ownAxis(site, whole(site, "axis", -1), rank);
  const gamma = weights(site, 1);
  const beta = site.input(2) ? { beta: weights(site, 2) } : {};
  const width = x.stored[rank - 1];
  if (own !== rank - 1 || gamma.values.length !== width)
    unread(site, `over axes from ${own + 1} on (must be over the last)`);
  const config = { axis: -1, epsilon: plain(real(site, "epsilon", 1e-5)), scale: true, center: "beta" in beta };
  return through(site, x, "LayerNormalization", config, { gamma, ...beta });
}

function flatten(site: Site): Value {
  const x = value(site);
  const axis = whole(site, "axis", 1);
  if (axis !== 1 && axis !== -shapeOf(x).length) unread(site, `axis ${axis} (must be 1)`);
  return asVector(x);
}

function asVector(x: Value): Value {
  const { seen: _, ...plainly } = x;
  return x.stored.length > 1 ? { ...plainly, seen: "flat" } : plainly;
}

function reshape(site: Site): Value {
  only(site, { allowzero: [0] });
  const target = numbers(site, "shape", 1);
  const x = value(site);
  if (!target || target.length === 0) return unread(site, "without a shape");
  const shape = shapeOf(x);
  const [first, ...rest] = target.map((extent, axis) => (extent === 0 && axis > 0 ? (shape[axis - 1] ?? 0) : extent));
  const size = sizeOf(shape);
  const known = rest.reduce((product, extent) => (extent === -1 ? product : product * extent), 1);
  const open = rest.filter((extent) => extent === -1).length;
  const whole = rest.map((extent) => (extent === -1 ? size / known : extent));
  // One extent may be left open. The samples are told by -1, by 0, by their number, or by how many there always are.
  const isApart = Number.isNaN(first) || first === 0 || first === -1 || first >= 1;
  if (!isApart || open > (first === -1 ? 0 : 1) || rest.some(Number.isNaN) || sizeOf(whole) !== size)
    unread(
      site,
      `${shape.join(" × ")} to ${target.map((one) => (Number.isNaN(one) ? "N" : one)).join(" × ")} (samples must stay apart)`,
    );
  return seenAs(site, x, whole);
}

/** The same numbers of a sample in another shape. */
function seenAs(site: Site, x: Value, shape: readonly number[]): Value {
  if (String(shape) === String(shapeOf(x))) return x;
  if (shape.length === 1) return asVector(x);
  if (shape.length > 4) unread(site, `${shape.length + 1} axes`);
  const own = site.net.settled(x);
  const [channels, ...sides] = shape;
  if (shape.length === 3 && channels === 1)
    return site.net.add(
      "Reshape",
      nameOf(site),
      [own],
      { target_shape: [...sides, 1] },
      { shape: [...sides, 1], axes: [2, 0, 1] },
    );
  return site.net.add("Reshape", nameOf(site), [own], { target_shape: shape }, { shape });
}

function transpose(site: Site): Value {
  const x = value(site);
  const own = x.seen ? site.net.settled(x) : x;
  const rank = own.axes.length;
  const order = site.node.attributes.perm?.ints ?? Array.from({ length: rank + 1 }, (_, i) => rank - i);
  const isOrder = order.length === rank + 1 && [...order].sort((a, b) => a - b).every((axis, i) => axis === i);
  if (!isOrder || order[0] !== 0) unread(site, `order ${order.join(", ")} (samples must stay first)`);
  return { ...own, axes: order.slice(1).map((axis) => own.axes[axis - 1]) };
}

function squeeze(site: Site): Value {
  const x = value(site);
  const shape = shapeOf(x);
  const over = numbers(site, "axes", 1) ?? shape.flatMap((extent, axis) => (extent === 1 ? [axis + 1] : []));
  const own = over.map((axis) => ownAxis(site, axis, shape.length));
  if (own.some((axis) => shape[axis] !== 1))
    unread(site, `axes ${over.join(", ")} of ${shape.join(" × ")} (must be of length 1)`);
  return seenAs(
    site,
    x,
    shape.filter((_, axis) => !own.includes(axis)),
  );
}

function unsqueeze(site: Site): Value {
  const x = value(site);
  const over = numbers(site, "axes", 1) ?? [];
  const shape = [...shapeOf(x)];
  const rank = shape.length + over.length;
  for (const axis of over.map((one) => ownAxis(site, one, rank)).sort((a, b) => a - b)) shape.splice(axis, 0, 1);
  return seenAs(site, x, shape);
}

/** Learnt vectors by the numbers of things. */
function embedding(site: Site): Value {
  only(site, { axis: [0] });
  const table = constant(site, 0);
  const x = site.net.settled(value(site, 1));
  if (table?.shape.length !== 2) return unread(site, "of what is no table of vectors");
  const [things, units] = table.shape;
  const config = { input_dim: things, output_dim: units, mask_zero: false };
  return site.net.add("Embedding", nameOf(site), [x], config, {
    shape: [...x.stored, units],
    weights: { embeddings: weights(site, 0) },
  });
}

/** Sizes, of which that of the samples is open. */
export const shape = (x: Value): Constant => {
  const values = [SAMPLES, ...shapeOf(x)];
  return { kind: "constant", shape: [values.length], values };
};

export const shapes: Readonly<Record<string, (site: Site) => Value>> = {
  Gemm: gemm,
  BatchNormalization: batchNormalised,
  LayerNormalization: layerNormalised,
  Flatten: flatten,
  Reshape: reshape,
  Transpose: transpose,
  Squeeze: squeeze,
  Unsqueeze: unsqueeze,
  Gather: embedding,
};
