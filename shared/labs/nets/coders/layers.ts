/** The layers of an encoder and its decoder, by numbers alone: what form, checks, estimates and the net itself agree on. */
import type { Table } from "../../../data/table.ts";
import type { ActivationKind } from "../../../nets/activations.ts";
import type { Cost } from "../../../nets/cost.ts";
import { type Shape, sizeOf } from "../../../nets/tensor.ts";
import type { CoderParams } from "./fields.ts";

/** What a row is: so many numbers, or a picture. */
export interface RowShape {
  readonly columns: number;
  readonly image?: Table["image"];
}

/** … as questions to a net say it. */
export interface RowParams {
  readonly columns: number;
  readonly height?: number;
  readonly width?: number;
  readonly channels?: number;
}

export function rowOf({ columns, height, width, channels }: RowParams): RowShape {
  if (height === undefined || width === undefined) return { columns };
  return { columns, image: { height, width, channels: channels === 3 ? 3 : 1 } };
}

export interface Layer {
  /** Its weights are `<name>.weights`, …: "layer0", "layer1", …, encoder first. */
  readonly name: string;
  /** "down" halves the sides of pictures, rounded up, "up" is its way back. */
  readonly kind: "dense" | "down" | "up";
  /** Of a sample: [numbers], or [height, width, channels]. */
  readonly from: Shape;
  readonly to: Shape;
  readonly activation: CoderParams["activation"];
  readonly normalised: boolean;
  /** Fraction of its outputs that a training step drops. */
  readonly dropout: number;
}

export interface CoderLayers {
  readonly layers: readonly Layer[];
  /** How many of them encode: the code is what comes out of the last of these. */
  readonly encoder: number;
  /** Numbers of a code. */
  readonly code: number;
}

/** Its name among the lab's choices is older than that of the engine. */
export function activationKind(activation: CoderParams["activation"]): ActivationKind {
  return activation === "swish" ? "silu" : activation;
}

export function isConvolutional({ architecture = "dense" }: Pick<CoderParams, "architecture">): boolean {
  return architecture === "convolutional";
}

/** Sides of the picture of a row; a row without one is refused by `checkCoder`. */
function pictureOf({ image, columns }: RowShape): Shape {
  return image ? [image.height, image.width, image.channels] : [1, columns, 1];
}

/** Shapes before the first layer, between layers and after the last of the encoder. */
function encoderShapes(params: CoderParams, row: RowShape): readonly Shape[] {
  const widths = params.hidden.map((width): Shape => [width]);
  if (!isConvolutional(params)) return [[row.columns], ...widths];
  const shapes: Shape[] = [pictureOf(row)];
  for (const channels of params.filters ?? []) {
    const [height, width] = shapes[shapes.length - 1];
    shapes.push([Math.ceil(height / 2), Math.ceil(width / 2), channels]);
  }
  return [...shapes, ...widths];
}

/** Encoder down to the code, decoder mirrored; linear outputs. The code itself is neither normalised nor thinned out. */
export function layersOf(params: CoderParams, row: RowShape): CoderLayers {
  const { activation, code, normalisation = "none", dropout = 0 } = params;
  const shapes = encoderShapes(params, row);
  const encoder = shapes.length - 1;
  const all = [...shapes, ...shapes.slice(0, -1).reverse()];
  const layers = all.slice(1).map((to, l): Layer => {
    const from = all[l];
    const isCode = l === encoder - 1;
    const isLast = l === all.length - 2;
    const isInner = !isCode && !isLast;
    return {
      name: `layer${l}`,
      kind: from.length === 3 && to.length === 3 ? (l < encoder ? "down" : "up") : "dense",
      from,
      to,
      activation: isLast || (isCode && code === "linear") ? "linear" : activation,
      normalised: isInner && normalisation === "layer",
      dropout: isInner ? dropout : 0,
    };
  });
  return { layers, encoder, code: sizeOf(shapes[encoder]) };
}

/** Numbers that the net learns. */
export function weightCount({ layers }: CoderLayers, { kernel = 3 }: CoderParams): number {
  return layers.reduce((sum, { kind, from, to, normalised }) => {
    const [inputs, outputs] = kind === "dense" ? [sizeOf(from), sizeOf(to)] : [kernel * kernel * from[2], to[2]];
    return sum + (inputs + 1) * outputs + (normalised ? 2 * outputs : 0);
  }, 0);
}

/** Numbers of a sample before and after all layers, before pooling and after growing too. */
export function valuesPerSample({ layers }: CoderLayers): number {
  return layers.reduce((sum, { kind, from, to }) => {
    const full = kind === "down" ? from[0] * from[1] * to[2] : kind === "up" ? 4 * sizeOf(from) : 0;
    return sum + sizeOf(to) + full;
  }, sizeOf(layers[0].from));
}

/** What a minibatch of so many rows costs, before the net is built; what the loss adds is little. */
export function coderCost(net: CoderLayers, params: CoderParams, rows: number): Cost {
  const products = net.layers.map((layer) => productsOf(layer, params));
  const all = products.reduce((sum, own) => sum + own, 0);
  const values = net.layers.reduce((sum, layer) => sum + valuesOf(layer, params), 0);
  // Layers also bend what they hold. On the way back weights and inputs get their slopes, what goes in needs none.
  return {
    forward: rows * (all + 2 * values),
    backward: rows * (2 * all - products[0] + 3 * values),
    parameters: weightCount(net, params),
    arena: 2 * rows * (sizeOf(net.layers[0].from) + values),
  };
}

/** Numbers that a layer makes of a sample: also those before pooling, and repeated ones before a convolution. */
function valuesOf({ kind, from, to }: Layer, { shrinking, growing }: CoderParams): number {
  const isLarge = kind === "down" && shrinking === "max-pooling";
  const isRepeated = kind === "up" && growing === "upsampling";
  return sizeOf(to) + (isLarge ? from[0] * from[1] * to[2] : 0) + (isRepeated ? 4 * sizeOf(from) : 0);
}

/** Multiply-adds of a sample that goes through. Of a filter that steps over every other pixel, only at those that it stops at. */
function productsOf({ kind, from, to }: Layer, { kernel = 3, shrinking, growing }: CoderParams): number {
  if (kind === "dense") return sizeOf(from) * sizeOf(to);
  const taps = kernel * kernel * from[2] * to[2];
  if (kind === "down") return taps * (shrinking === "max-pooling" ? from[0] * from[1] : to[0] * to[1]);
  return taps * (growing === "upsampling" ? to[0] * to[1] : from[0] * from[1]);
}

/** "784–32–784", "28×28 – 16 at 14×14 – 32 – …": for messages. */
export function told({ layers }: CoderLayers): string {
  const shapes = [layers[0].from, ...layers.map(({ to }) => to)];
  return shapes.map((shape) => shape.join("×")).join("–");
}
